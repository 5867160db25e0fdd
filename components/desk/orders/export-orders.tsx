import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Said } from '@/components/ui/said';

/** What the list shows now: its filter, what was searched for, and days, where they narrow it. */
type Narrowed = { show?: string; q?: string; from?: string; to?: string };

/**
 * A plain form: it works before any script has arrived. No link, because taking the orders home is
 * written down: an address would be followed by whoever is sent it.
 */
export function ExportOrders({ staffId, narrowed }: { staffId: string; narrowed: Narrowed }) {
  const fields = { ...narrowed, for: staffId };
  return (
    <form method="post" action="/desk/orders.csv">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" size="small">
        <Download aria-hidden="true" className="size-4" />
        <Said>Export as CSV</Said>
      </Button>
    </form>
  );
}
