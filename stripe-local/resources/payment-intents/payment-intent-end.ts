import type Stripe from 'stripe';
import type { Call } from '../../api/call';
import { invalid, refusal } from '../../api/errors';
import { emit } from '../../state/emit';
import type { World } from '../../state/world';
import { supersede } from '../intents/authentications';
import { getCharge, settleCharge } from '../charges/charges';
import { openDisputes } from '../charges/dispute-opening';
import { mergeMetadata, textField } from '../fields';
import { checkLastDigit, checkPositive } from '../money';
import {
  changeIntent,
  getPaymentIntent,
  type IntentRow,
  unexpectedState,
  withIntent,
} from '../objects/payment-intent-object';

/**
 * Takes the money of an authorized payment, all of it or a part. The rest is let go, and is no refund: none is made
 * since 2025-03-31.basil, neither here nor where an authorization is canceled.
 */
export function capturePayment(world: World, call: Call): Stripe.PaymentIntent {
  const row = getPaymentIntent(world, call.id);
  const given = call.params as Stripe.PaymentIntentCaptureParams;
  const amount = given.amount_to_capture ?? row.object.amount_capturable;
  try {
    checkCapture(row.object, amount);
  } catch (error) {
    throw withIntent(error, row.object);
  }
  const intent = row.object;
  const id = intent.latest_charge as string;
  const old = getCharge(world, id).object;
  const suffix = textField(given.statement_descriptor_suffix, intent.statement_descriptor_suffix);
  world.charges.replace(id, {
    ...old,
    amount_captured: amount,
    captured: true,
    receipt_url: `https://pay.stripe.com/receipts/payment/${world.accountId}/${id}`,
    statement_descriptor_suffix: suffix,
  });
  settleCharge(world, id, false);
  emit(world, 'charge.captured', getCharge(world, id).object, old);
  const changed = changeIntent(
    world,
    {
      ...intent,
      amount_capturable: 0,
      amount_received: amount,
      metadata: mergeMetadata(intent.metadata, given.metadata),
      statement_descriptor_suffix: suffix,
      status: 'succeeded',
    },
    row.own,
    'payment_intent.succeeded',
  );
  openDisputes(world, id);
  return changed.object;
}

function checkCapture(intent: Stripe.PaymentIntent, amount: number): void {
  if (intent.status === 'succeeded' && intent.amount_received < intent.amount) {
    throw unexpectedState(
      'The remaining amount on this PaymentIntent could not be captured because the remainder of the authorized amount has been released.',
      intent,
    );
  }
  if (intent.status !== 'requires_capture') {
    throw unexpectedState(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the ` +
        'following statuses may be captured: requires_capture.',
      intent,
    );
  }
  if (amount < 0) throw invalid('Invalid non-negative integer', { param: 'amount_to_capture' });
  checkPositive(amount);
  checkLastDigit(amount, intent.currency, 'amount_to_capture');
  if (amount > intent.amount_capturable) {
    throw refusal(
      'The payment could not be captured because the requested capture amount is greater than the amount you can capture for ' +
        'this charge. Contact us via https://support.stripe.com/contact/ for help.',
      { code: 'amount_too_large' },
    );
  }
}

const CANCELABLE: readonly string[] = [
  'requires_payment_method',
  'requires_capture',
  'requires_reauthorization',
  'requires_confirmation',
  'requires_action',
  'expired',
  'processing',
];

export function cancelPayment(world: World, call: Call): Stripe.PaymentIntent {
  const row = getPaymentIntent(world, call.id);
  const { status } = row.object;
  if (!CANCELABLE.includes(status)) {
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following ` +
        `statuses may be canceled: ${CANCELABLE.join(', ')}.`,
      row.object,
    );
  }
  const reason = call.params.cancellation_reason as string | undefined;
  return endPayment(world, row, reason ?? null).object;
}

/** Ends an intent. What was authorized is let go without a word on the charge. */
export function endPayment(world: World, row: IntentRow, reason: string | null): IntentRow {
  const intent = row.object;
  supersede(world, row.own.authentication);
  return changeIntent(
    world,
    {
      ...intent,
      amount_capturable: 0,
      canceled_at: world.clock.seconds(),
      cancellation_reason: reason,
      next_action: null,
      status: 'canceled',
    },
    { ...row.own, authentication: null },
    'payment_intent.canceled',
  );
}
