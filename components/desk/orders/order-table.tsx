import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { disputeWords } from '@/components/words/desk-words';
import { orderLabelWords } from '@/components/words/order-label-words';
import { sendingWords } from '@/components/words/send-words';
import type { DeskOrderRow } from '@/lib/domain/desk-view';
import { formatMoney } from '@/lib/domain/money';
import { DeskCell, DeskRow, DeskTable, Under, type Column } from '../table/desk-table';
import { RowLink } from '../table/row-link';
import { Said } from '@/components/ui/said';

// What is looked for first stands first: on a phone it is the first line of a card.
const columns: readonly Column[] = [
  { name: 'Order' },
  { name: 'State' },
  { name: 'Total', isNumber: true },
  { name: 'Buyer' },
  { name: 'Print' },
  { name: 'Placed' },
];

export function OrderTable({ orders }: { orders: readonly DeskOrderRow[] }) {
  return (
    <DeskTable caption="Orders" columns={columns}>
      {orders.map((order) => (
        <OrderTableRow key={order.id} order={order} />
      ))}
    </DeskTable>
  );
}

function OrderTableRow({ order }: { order: DeskOrderRow }) {
  const { total, refundedAmount, dispute, sending } = order;
  const { text, tone } = orderLabelWords[order.label];
  return (
    <DeskRow>
      <DeskCell isHead>
        <RowLink href={`/desk/orders/${order.id}`}>{order.reference}</RowLink>
      </DeskCell>
      <DeskCell>
        <Badge tone={tone}>{text}</Badge>
        {sending === 'to_send' || sending === 'sent' ? (
          <Under>{sendingWords[sending]}</Under>
        ) : null}
        {dispute ? <Under>{`Dispute: ${disputeWords[dispute].text}`}</Under> : null}
      </DeskCell>
      <DeskCell isNumber>
        <Said isName>{formatMoney(total)}</Said>
        {refundedAmount > 0 ? (
          <Under>{`−${formatMoney({ amount: refundedAmount, currency: total.currency })}`}</Under>
        ) : null}
      </DeskCell>
      <DeskCell>{order.email}</DeskCell>
      <DeskCell>{order.title}</DeskCell>
      <DeskCell>
        <LocalTime at={order.createdAt} />
      </DeskCell>
    </DeskRow>
  );
}
