import type Stripe from 'stripe';
import { refusal } from '../../api/errors';
import { type DebitEnd, debitEnd } from '../../cards/ibans';
import { emit } from '../../state/emit';
import type { World } from '../../state/world';
import { chargeObject } from '../objects/charge-object';
import { changeCharge, getCharge, settleCharge } from '../charges/charges';
import { openDispute } from '../charges/dispute-opening';
import { changeIntent, getPaymentIntent, type IntentRow } from '../objects/payment-intent-object';
import { joinCustomer } from '../customers/payment-method-attach';
import type { MethodRow } from '../objects/payment-method-object';

/** Long enough that `processing` is seen, short enough to wait for. */
const SOON_MS = 2_000;
const LATER_MS = 3 * 60_000;

/** A debit takes its time: the intent is `processing` until the bank has answered. */
export function beginDebit(world: World, row: IntentRow, method: MethodRow): IntentRow {
  if (method.object.type !== 'sepa_debit') {
    throw refusal(
      `stripe-local confirms cards and sepa_debit; this payment method is ${method.object.type}.`,
      { code: 'payment_method_unsupported_type', param: 'payment_method' },
    );
  }
  const mandate = row.own.mandate ?? makeMandate(world, method);
  const charge = chargeObject(world, {
    intent: row.object,
    method,
    decline: null,
    captured: true,
    threeDSecure: null,
    mandate,
    status: 'pending',
  });
  world.charges.add({ ...charge, captured: true }, { card: null });
  if (row.object.setup_future_usage && row.object.customer) {
    joinCustomer(world, method, row.object.customer as string, true);
  }
  emit(world, 'charge.pending', charge);
  const { end, late } = debitEnd(method.own.iban);
  world.jobs.add(`debit_${end}`, row.object.id, late ? LATER_MS : SOON_MS);
  return changeIntent(
    world,
    { ...row.object, latest_charge: charge.id, next_action: null, status: 'processing' },
    { ...row.own, mandate },
    'payment_intent.processing',
  );
}

export function makeMandate(world: World, method: MethodRow): string {
  const mandate = {
    id: `mandate_1${world.ids.text(23)}`,
    object: 'mandate',
    customer_acceptance: {
      accepted_at: world.clock.seconds(),
      online: { ip_address: '127.0.0.1', user_agent: 'stripe-local' },
      type: 'online',
    },
    livemode: false,
    multi_use: {},
    payment_method: method.object.id,
    payment_method_details: {
      sepa_debit: {
        reference: world.ids.text(16).toUpperCase(),
        url: `${world.baseUrl}/mandates/sepa`,
      },
      type: 'sepa_debit',
    },
    status: 'active',
    type: 'multi_use',
  } as unknown as Stripe.Mandate;
  return world.mandates.add(mandate, null).object.id;
}

function endDebit(world: World, intentId: string, end: DebitEnd['end']): void {
  const row = getPaymentIntent(world, intentId);
  if (row.object.status !== 'processing') return;
  const charge = getCharge(world, row.object.latest_charge as string).object;
  if (end === 'fail') {
    failDebit(world, row, charge);
    return;
  }
  changeCharge(
    world,
    { ...charge, amount_captured: charge.amount, paid: true, status: 'succeeded' },
    null,
  );
  settleCharge(world, charge.id, false);
  emit(world, 'charge.succeeded', getCharge(world, charge.id).object);
  changeIntent(
    world,
    { ...row.object, amount_received: row.object.amount, status: 'succeeded' },
    row.own,
    'payment_intent.succeeded',
  );
  if (end === 'dispute') openDispute(world, charge.id, 'chargeback');
}

function failDebit(world: World, row: IntentRow, charge: Stripe.Charge): void {
  const message = 'The payment could not be collected: the bank account has insufficient funds.';
  changeCharge(
    world,
    {
      ...charge,
      captured: false,
      failure_code: 'insufficient_funds',
      failure_message: message,
      paid: false,
      status: 'failed',
    },
    null,
  );
  emit(world, 'charge.failed', getCharge(world, charge.id).object);
  const method = world.paymentMethods.find(row.object.payment_method as string)?.object;
  changeIntent(
    world,
    {
      ...row.object,
      last_payment_error: {
        charge: charge.id,
        code: 'payment_intent_payment_attempt_failed',
        decline_code: 'insufficient_funds',
        doc_url: 'https://stripe.com/docs/error-codes/payment-intent-payment-attempt-failed',
        message,
        payment_method: method,
        payment_method_type: 'sepa_debit',
        type: 'card_error',
      },
      payment_method: null,
      status: 'requires_payment_method',
    },
    row.own,
    'payment_intent.payment_failed',
  );
}

export function onDebitJobs(world: World): void {
  for (const end of ['succeed', 'fail', 'dispute'] as const) {
    world.onJob.set(`debit_${end}`, (intent) => endDebit(world, intent, end));
  }
}
