import { LocalTime } from '@/components/site/local-time';
import { Notice, type NoticeTone } from '@/components/ui/notice';
import { disputeWords } from '@/components/words/desk-words';
import { disputeReasonText } from '@/components/words/stripe-reason-words';
import type { DeskDispute, StripeLink } from '@/lib/domain/desk-view';
import { formatMoney } from '@/lib/domain/money';
import { Coded } from '../table/coded';
import { StripeId } from '../table/stripe-id';
import { Said } from '@/components/ui/said';

type OrderDisputesProps = {
  disputes: readonly DeskDispute[];
  /** Disputes are answered on the payment's page at Stripe. */
  payment: StripeLink | null;
};

export function OrderDisputes({ disputes, payment }: OrderDisputesProps) {
  return (
    <ul className="grid gap-3">
      {disputes.map((dispute) => (
        <li key={dispute.stripeDisputeId}>
          <Notice
            tone={toneOf(dispute)}
            title={`${disputeWords[dispute.status].text}: ${formatMoney(dispute.total)}`}
            action={payment ? <StripeId link={payment} /> : null}
          >
            <Coded isWide text={disputeReasonText(dispute.reason)} code={dispute.reason} />
            <Said>Opened</Said> <LocalTime at={dispute.openedAt} />
            <Said>.</Said>
            {dispute.evidenceDueAt === null ? null : (
              <>
                {' '}
                <Said>Evidence counts until</Said>{' '}
                <strong>
                  <LocalTime at={dispute.evidenceDueAt} />
                </strong>
                <Said>; it is given at Stripe.</Said>
              </>
            )}{' '}
            <code className="text-xs break-all">{dispute.stripeDisputeId}</code>
          </Notice>
        </li>
      ))}
    </ul>
  );
}

const toneOf = ({ status }: DeskDispute): NoticeTone => {
  const { tone } = disputeWords[status];
  return tone === 'danger' || tone === 'warning' || tone === 'success' ? tone : 'info';
};
