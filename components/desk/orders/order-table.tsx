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

const BUYER = 'Buyer';

// What is looked for first stands first: on a phone it is the first line of a card.
const columns: readonly Column[] = [
  { name: 'Order' },
  { name: 'State' },
  { name: 'Total', isNumber: true },
  { name: BUYER },
  { name: 'Print' },
  { name: 'Placed' },
];

type OrderTableProps = {
  orders: readonly DeskOrderRow[];
  /** On a person's page nothing is said of whose they are. */
  isOfOne?: boolean;
};

export function OrderTable({ orders, isOfOne = false }: OrderTableProps) {
  return (
    <DeskTable
      caption="Orders"
      columns={isOfOne ? columns.filter(({ name }) => name !== BUYER) : columns}
    >
      {orders.map((order) => (
        <OrderTableRow key={order.id} order={order} isOfOne={isOfOne} />
      ))}
    </DeskTable>
  );
}

function OrderTableRow({ order, isOfOne }: { order: DeskOrderRow; isOfOne: boolean }) {
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
      {isOfOne ? null : <DeskCell>{order.email}</DeskCell>}
      <DeskCell>{order.title}</DeskCell>
      <DeskCell>
        <LocalTime at={order.createdAt} />
      </DeskCell>
    </DeskRow>
  );
}
