import { Said } from '@/components/ui/said';
import type { DeskToSend } from '@/lib/domain/desk-view';
import { GoesTo } from './goes-to';

/** What lies beside a parcel while it is packed: where it goes, and what is in it. No price: it may be a present. */
export function PackingSlip({ order }: { order: DeskToSend }) {
  return (
    <article
      aria-label={order.reference}
      className="grid break-inside-avoid gap-4 border-b border-line-strong py-6 sm:grid-cols-2"
    >
      <div className="text-lg">
        <GoesTo address={order.address} />
      </div>
      <div className="grid content-start gap-1">
        <p className="text-xl">
          <Said isName>{order.title}</Said>
        </p>
        <p className="figures">
          <Said isName>{order.reference}</Said>
        </p>
      </div>
    </article>
  );
}
