import { DescriptionList, DescriptionRow } from '@/components/ui/description-list';
import { CardLine } from '@/components/wallet/card-line';
import { formatMoney } from '@/lib/domain/money';
import type { OrderView } from '@/lib/domain/order-view';

export function OrderFacts({ order }: { order: OrderView }) {
  const { total, refundedAmount, paidWith, receiptEmail } = order;
  return (
    <DescriptionList>
      <DescriptionRow term="Total" strong>
        {formatMoney(total)}
      </DescriptionRow>
      {refundedAmount > 0 ? (
        <DescriptionRow term="Refunded">
          {formatMoney({ amount: refundedAmount, currency: total.currency })}
        </DescriptionRow>
      ) : null}
      {paidWith ? (
        <DescriptionRow term="Paid with">
          <CardLine card={paidWith} />
        </DescriptionRow>
      ) : null}
      <DescriptionRow term="Receipt to">{receiptEmail}</DescriptionRow>
    </DescriptionList>
  );
}
