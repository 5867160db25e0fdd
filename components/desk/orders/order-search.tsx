import { Search } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Said } from '@/components/ui/said';
import { SlashKey } from './slash-key';

/** One of them on a page. */
const INPUT = 'desk-search';

type OrderSearchProps = {
  text: string;
  /** What the list is narrowed to besides. */
  kept?: Readonly<Record<string, string>>;
};

/** A plain form: it works before any script has arrived, and its result is an address. */
export function OrderSearch({ text, kept = {} }: OrderSearchProps) {
  return (
    <div className="grid gap-1.5">
      <form action="/desk/orders" role="search" className="flex w-full max-w-xl gap-2">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className="min-w-0 flex-1">
          <span className="sr-only">Search orders</span>
          <input
            id={INPUT}
            type="search"
            name="q"
            defaultValue={text}
            maxLength={254}
            autoComplete="off"
            spellCheck={false}
            placeholder="Reference, email or its beginning, pi_…, order id"
            className="min-h-11 w-full rounded-control border border-line-strong bg-sheet px-3 text-base placeholder:text-ink-muted hover:border-ink"
          />
        </label>
        <Button type="submit">
          <Search aria-hidden="true" className="size-4" />
          <Said>Search</Said>
        </Button>
      </form>
      <SlashKey inputId={INPUT} />
    </div>
  );
}
