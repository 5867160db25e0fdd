import type { Running } from '../running';
import { type FaultKind, faultKinds } from '../control/faults';
import { byBank, disputeCharge, expireCard, updateByIssuer } from '../control/issuer';
import { decideDispute } from '../resources/charges/disputes';
import { cancelRefund } from '../resources/charges/refund-outcome';

type Act = (running: Running, form: URLSearchParams) => void | Promise<unknown>;

const KINDS = ['chargeback', 'inquiry', 'not_received', 'compliance'] as const;
const VERDICTS = ['won', 'lost', 'warning_closed', 'escalate'] as const;

const chosen = <T extends string>(words: readonly T[], word: string | null): T => {
  const found = words.find((each) => each === word);
  if (!found) throw new Error(`${word} is none of ${words.join(', ')}`);
  return found;
};

/** What the dashboard's buttons do. */
export const actions: ReadonlyMap<string, Act> = new Map<string, Act>([
  [
    'refund',
    ({ api }, form) => {
      const amount = form.get('amount');
      const body = new URLSearchParams({
        payment_intent: form.get('payment_intent') ?? '',
        ...(amount ? { amount } : {}),
      });
      const answer = api.answer({
        method: 'POST',
        path: '/v1/refunds',
        query: '',
        body: body.toString(),
        headers: { authorization: 'Bearer sk_test_dashboard' },
      });
      if (answer.status !== 200) {
        throw new Error((answer.body as { error: { message: string } }).error.message);
      }
    },
  ],
  [
    'dispute',
    ({ world }, form) =>
      void byBank(world, () =>
        disputeCharge(world, form.get('charge') ?? '', chosen(KINDS, form.get('kind'))),
      ),
  ],
  [
    'decide',
    ({ world }, form) =>
      void byBank(world, () =>
        decideDispute(world, form.get('dispute') ?? '', chosen(VERDICTS, form.get('verdict'))),
      ),
  ],
  [
    'update_card',
    ({ world }, form) => {
      const id = form.get('method') ?? '';
      const year = world.paymentMethods.find(id)?.object.card?.exp_year ?? 0;
      byBank(world, () => updateByIssuer(world, id, { exp_year: year + 3 }));
    },
  ],
  [
    'expire_card',
    ({ world }, form) => void byBank(world, () => expireCard(world, form.get('method') ?? '')),
  ],
  ['resend', ({ deliveries }, form) => deliveries.resend(form.get('event') ?? '', 1)],
  [
    'advance',
    ({ world }, form) => {
      const seconds = Number(form.get('seconds'));
      if (!Number.isFinite(seconds)) throw new Error('seconds is a number');
      world.clock.advance(seconds);
      world.noteClock();
      world.jobs.runDue();
    },
  ],
  [
    'fault',
    ({ faults }, form) => {
      const kind = chosen<FaultKind>(faultKinds, form.get('kind'));
      const times = Number(form.get('times') || 1);
      const ms = Number(form.get('ms') || 0);
      if (!(times >= 1) || !(ms >= 0)) throw new Error('Times and milliseconds are numbers.');
      faults.arm({ route: form.get('route') ?? '', kind, times, ms });
    },
  ],
  [
    'cancel_refund',
    ({ world }, form) => void byBank(world, () => cancelRefund(world, form.get('refund') ?? '')),
  ],
  ['disarm', ({ faults }) => faults.clear()],
]);
