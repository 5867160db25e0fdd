import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { orderLabelWords } from '@/components/words/order-label-words';
import { formatMoney } from '@/lib/domain/money';
import type { Money } from '@/lib/domain/money';
import type { OrderLabel } from '@/lib/domain/order';
import { DeskCell, DeskRow, DeskTable } from './desk-table';

type DeskOrdersProps = {
  orders: readonly {
    reference: string;
    email: string;
    title: string;
    total: Money;
    label: OrderLabel;
    createdAt: number;
  }[];
};

export function DeskOrders({ orders }: DeskOrdersProps) {
  return (
    <DeskTable
      caption="Latest orders"
      columns={['Reference', 'Buyer', 'Print', 'Total', 'State', 'Placed']}
      isEmpty={orders.length === 0}
      empty="Nobody has bought anything yet."
    >
      {orders.map((order) => (
        <DeskRow key={order.reference}>
          <DeskCell>{order.reference}</DeskCell>
          <DeskCell>{order.email}</DeskCell>
          <DeskCell>{order.title}</DeskCell>
          <DeskCell>{formatMoney(order.total)}</DeskCell>
          <DeskCell>
            <Badge tone={orderLabelWords[order.label].tone}>
              {orderLabelWords[order.label].text}
            </Badge>
          </DeskCell>
          <DeskCell>
            <LocalTime at={order.createdAt} />
          </DeskCell>
        </DeskRow>
      ))}
    </DeskTable>
  );
}
