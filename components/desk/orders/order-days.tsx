import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Said } from '@/components/ui/said';
import { searchWords } from '@/components/words/desk-person-words';

type OrderDaysProps = {
  from: string;
  to: string;
  /** What the list is narrowed to besides. */
  kept: Readonly<Record<string, string>>;
};

const field =
  'min-h-9 rounded-control border border-line-strong bg-sheet px-2 text-base hover:border-ink sm:text-sm';

/** The days of the list, together with whatever else it is narrowed to: a plain form. */
export function OrderDays({ from, to, kept }: OrderDaysProps) {
  const search = new URLSearchParams(kept).toString();
  return (
    <form action="/desk/orders" className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="inline-flex items-center gap-2">
        <Said>{searchWords.from}</Said>
        <input type="date" name="from" defaultValue={from} className={field} />
      </label>
      <label className="inline-flex items-center gap-2">
        <Said>{searchWords.to}</Said>
        <input type="date" name="to" defaultValue={to} className={field} />
      </label>
      <Button type="submit" size="small">
        {searchWords.narrow}
      </Button>
      {from || to ? (
        <ButtonLink
          href={search ? `/desk/orders?${search}` : '/desk/orders'}
          size="small"
          variant="quiet"
          prefetch={false}
        >
          {searchWords.anyDay}
        </ButtonLink>
      ) : null}
      <span className="text-ink-muted">{searchWords.utc}</span>
    </form>
  );
}
