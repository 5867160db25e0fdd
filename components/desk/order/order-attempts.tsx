import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { cardLabel } from '@/components/wallet/card-words';
import { durationText, kindWords, outcomeWords } from '@/components/words/desk-words';
import type { DeskAttempt } from '@/lib/domain/desk-view';
import { formatMoney } from '@/lib/domain/money';
import { DeskCell, DeskRow, DeskTable, Under, type Column } from '../table/desk-table';
import { adviceText, declineText } from '@/components/words/stripe-reason-words';
import { Coded } from '../table/coded';
import { StripeId } from '../table/stripe-id';
import { Said } from '@/components/ui/said';
import { supportCode } from '@/lib/domain/support-code';
import { supportWords } from '@/components/words/support-words';

const columns: readonly Column[] = [
  { name: 'No.', onPhone: 'named' },
  { name: 'Outcome' },
  { name: 'Card' },
  { name: 'Amount', isNumber: true },
  { name: 'How' },
  { name: 'Why' },
  { name: 'Began', onPhone: 'named' },
  { name: 'Payment and request' },
];

export function OrderAttempts({ attempts }: { attempts: readonly DeskAttempt[] }) {
  if (attempts.length === 0) return <p className="text-ink-muted">Nobody has tried to pay yet.</p>;
  return (
    <DeskTable caption="Attempts" columns={columns}>
      {attempts.map((attempt) => (
        <AttemptRow key={attempt.number} attempt={attempt} />
      ))}
    </DeskTable>
  );
}

function AttemptRow({ attempt }: { attempt: DeskAttempt }) {
  const { text, tone } = outcomeWords[attempt.outcome];
  const { closedAt, startedAt, intent, requestId } = attempt;
  return (
    <DeskRow>
      <DeskCell isHead>{attempt.number}</DeskCell>
      <DeskCell>
        <Badge tone={tone}>{text}</Badge>
      </DeskCell>
      <DeskCell>{attempt.card ? cardLabel(attempt.card) : '–'}</DeskCell>
      <DeskCell isNumber>{formatMoney(attempt.total)}</DeskCell>
      <DeskCell>
        <Said>{kindWords[attempt.kind]}</Said>
        {attempt.isOffSession ? <Under>Off-session</Under> : null}
      </DeskCell>
      <DeskCell>
        <Codes attempt={attempt} />
      </DeskCell>
      <DeskCell>
        <LocalTime at={startedAt} />
        <Under>{closedAt === null ? 'open' : `took ${durationText(closedAt - startedAt)}`}</Under>
      </DeskCell>
      <DeskCell>
        {intent ? <StripeId link={intent} /> : <Said>Not at Stripe</Said>}
        {requestId ? <Under>{`${supportWords.code}: ${supportCode(requestId)}`}</Under> : null}
      </DeskCell>
    </DeskRow>
  );
}

function Codes({ attempt: { failureCode, declineCode, adviceCode } }: { attempt: DeskAttempt }) {
  if (failureCode === null) return <Said>–</Said>;
  return (
    <>
      <Coded text={declineText(declineCode ?? failureCode)} code={declineCode ?? failureCode} />
      {declineCode && declineCode !== failureCode ? <Under>{`code: ${failureCode}`}</Under> : null}
      {adviceCode ? (
        <Under>
          <Coded text={adviceText(adviceCode)} code={adviceCode} />
        </Under>
      ) : null}
    </>
  );
}
