import { LocalTime } from '@/components/site/local-time';
import { Notice } from '@/components/ui/notice';
import { owedWords, watchedWords } from '@/components/words/attention-words';
import type { DeskOrderView, DeskOwed } from '@/lib/domain/desk-view';
import { formatMoney } from '@/lib/domain/money';
import { DealWith, type DealWithAction } from './deal-with';
import { StripeId } from '../table/stripe-id';

type OrderAttentionProps = {
  order: Pick<DeskOrderView, 'owed' | 'watched'>;
  dealWith: DealWithAction;
};

/** What is owed of an order, why, and what to do: with who dealt with it, once somebody has. */
export function OrderAttention({ order: { owed, watched }, dealWith }: OrderAttentionProps) {
  return (
    <ul className="grid gap-3">
      {owed.map((each) => (
        <li key={each.id}>
          <OwedNotice owed={each} dealWith={dealWith} />
        </li>
      ))}
      {watched.map((kind) => (
        <li key={kind}>
          <Notice tone="warning">{watchedWords[kind]}</Notice>
        </li>
      ))}
    </ul>
  );
}

function OwedNotice({ owed, dealWith }: { owed: DeskOwed; dealWith: DealWithAction }) {
  const { id, kind, cause, total, since, payment, isSettled, dealtWith } = owed;
  const { title, why, toDo } = owedWords[kind];
  return (
    <Notice
      tone={dealtWith ? 'success' : 'danger'}
      title={`${title}: ${formatMoney(total)}`}
      action={dealtWith ? null : <DealWith attentionId={id} dealWith={dealWith} />}
    >
      <div className="grid gap-1">
        <p>{why}</p>
        {dealtWith ? (
          <p className="font-semibold break-words">{dealtWith.note}</p>
        ) : (
          <p>
            {isSettled ? 'Money has gone back since: see whether it is all that was owed.' : toDo}
          </p>
        )}
        <p className="flex flex-wrap gap-x-3 text-sm">
          <LocalTime at={since} />
          {payment ? (
            <StripeId link={payment} />
          ) : (
            <code className="text-xs break-all">{cause}</code>
          )}
        </p>
        {dealtWith ? (
          <p className="flex flex-wrap gap-x-3 text-sm">
            <span>{`Dealt with by ${dealtWith.staffEmail}`}</span>
            <LocalTime at={dealtWith.at} />
          </p>
        ) : null}
      </div>
    </Notice>
  );
}
