import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { refundReasonWords, refundStatusWords } from '@/components/words/desk-words';
import { refundFailureText } from '@/components/words/stripe-reason-words';
import type { DeskRefund } from '@/lib/domain/desk-view';
import { formatMoney } from '@/lib/domain/money';
import { Coded } from '../table/coded';
import { DeskCell, DeskRow, DeskTable, Under, type Column } from '../table/desk-table';

const columns: readonly Column[] = [
  { name: 'Amount', isNumber: true },
  { name: 'Status' },
  { name: 'Reason' },
  { name: 'Asked for', onPhone: 'named' },
  { name: 'By', onPhone: 'named' },
  { name: 'At Stripe' },
];

export function OrderRefunds({ refunds }: { refunds: readonly DeskRefund[] }) {
  if (refunds.length === 0) return <p className="text-ink-muted">Nothing went back.</p>;
  return (
    <DeskTable caption="Refunds" columns={columns}>
      {refunds.map((refund) => (
        <DeskRow key={refund.id}>
          <DeskCell isHead isNumber>
            {formatMoney(refund.total)}
          </DeskCell>
          <DeskCell>
            <Badge tone={refundStatusWords[refund.status].tone}>
              {refundStatusWords[refund.status].text}
            </Badge>
            {refund.failureReason ? (
              <Under>
                <Coded text={refundFailureText(refund.failureReason)} code={refund.failureReason} />
              </Under>
            ) : null}
          </DeskCell>
          <DeskCell>
            <Coded text={refundReasonWords[refund.reason]} code={refund.reason} />
          </DeskCell>
          <DeskCell>
            <LocalTime at={refund.createdAt} />
          </DeskCell>
          <DeskCell>{refund.staffEmail ?? 'Stripe’s dashboard'}</DeskCell>
          <DeskCell>
            {refund.stripeRefundId ? (
              <code className="text-xs">{refund.stripeRefundId}</code>
            ) : (
              'Not yet'
            )}
          </DeskCell>
        </DeskRow>
      ))}
    </DeskTable>
  );
}
