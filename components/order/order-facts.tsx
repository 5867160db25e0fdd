import { LocalTime } from '@/components/site/local-time';
import { DescriptionList, DescriptionRow } from '@/components/ui/description-list';
import { CardLine } from '@/components/wallet/card-line';
import { formatMoney } from '@/lib/domain/money';
import { formatDay } from '@/lib/domain/preorder';
import type { OrderView } from '@/lib/domain/order-view';
import { Said } from '@/components/ui/said';
import { SendingText } from './sending-text';

export function OrderFacts({ order }: { order: OrderView }) {
  const { total, refundedAmount, paidWith, receiptEmail, heldUntil, preorder, sending } = order;
  return (
    <DescriptionList>
      <DescriptionRow term="Total" strong>
        <Said isName>{formatMoney(total)}</Said>
      </DescriptionRow>
      {refundedAmount > 0 ? (
        <DescriptionRow term="Refunded">
          <Said isName>{formatMoney({ amount: refundedAmount, currency: total.currency })}</Said>
        </DescriptionRow>
      ) : null}
      {paidWith ? (
        <DescriptionRow term="Paid with">
          <CardLine card={paidWith} />
        </DescriptionRow>
      ) : null}
      {preorder && !paidWith && preorder.card ? (
        <DescriptionRow term="Charged to">
          <CardLine card={preorder.card} />
        </DescriptionRow>
      ) : null}
      {preorder && sending?.state !== 'sent' ? (
        <DescriptionRow term="Sent by">{formatDay(preorder.shipBy)}</DescriptionRow>
      ) : null}
      {sending && sending.state !== 'unrecorded' ? (
        <DescriptionRow term="Sending">
          <SendingText sending={sending} />
        </DescriptionRow>
      ) : null}
      {heldUntil === null ? null : (
        <DescriptionRow term="Your copy is kept until">
          <LocalTime at={heldUntil} />
        </DescriptionRow>
      )}
      <DescriptionRow term="Receipt to">
        <Said isName>{receiptEmail}</Said>
      </DescriptionRow>
    </DescriptionList>
  );
}
