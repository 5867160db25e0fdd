import type { Route } from 'next';
import { Link } from '@/components/ui/link';
import { PrintPicture } from '@/components/shop/print-picture';
import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { orderLabelWords } from '@/components/words/order-label-words';
import { formatMoney } from '@/lib/domain/money';
import type { OrderSummary } from '@/lib/domain/order-view';
import { Said } from '@/components/ui/said';
import { SendingText } from './sending-text';

export function OrderRow({ order }: { order: OrderSummary }) {
  const { text, tone } = orderLabelWords[order.label];
  return (
    <article className="group relative grid grid-cols-[4rem_minmax(0,1fr)] items-center gap-x-4 gap-y-2 border-b border-line py-4 sm:grid-cols-[4rem_minmax(0,1fr)_auto_7rem] sm:gap-x-6">
      <PrintPicture src={order.image} alt="" className="rounded-control" />
      <div className="grid min-w-0 gap-0.5">
        <h2 className="text-xl">
          <Link
            href={`/orders/${order.id}` as Route}
            className="no-underline after:absolute after:inset-0 after:content-[''] group-hover:underline group-hover:underline-offset-4"
          >
            {order.title}
          </Link>
        </h2>
        <p className="label text-ink-muted">
          <Said isName>{`${order.reference} ·`}</Said>{' '}
          <LocalTime at={order.createdAt} precision="day" />
        </p>
        {order.sending && order.sending.state !== 'unrecorded' ? (
          <p className="text-sm text-ink-muted">
            <SendingText sending={order.sending} />
          </p>
        ) : null}
      </div>
      <div className="col-start-2 flex flex-wrap items-center justify-between gap-3 sm:contents">
        <span>
          <Badge tone={tone}>{text}</Badge>
        </span>
        <p className="figures font-semibold sm:text-right">
          <Said isName>{formatMoney(order.total)}</Said>
        </p>
      </div>
    </article>
  );
}
