import { LocalTime } from '@/components/site/local-time';
import { Notice, type NoticeTone } from '@/components/ui/notice';
import { disputeWords, plainWord } from '@/components/words/desk-words';
import type { DeskDispute, StripeLink } from '@/lib/domain/desk-view';
import { formatMoney } from '@/lib/domain/money';
import { StripeId } from './stripe-id';

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
            {plainWord(dispute.reason)}, opened <LocalTime at={dispute.openedAt} />.
            {dispute.evidenceDueAt === null ? null : (
              <>
                {' '}
                Evidence counts until{' '}
                <strong>
                  <LocalTime at={dispute.evidenceDueAt} />
                </strong>
                ; it is given at Stripe.
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
