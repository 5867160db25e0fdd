import type Stripe from 'stripe';
import { errorBody, type ErrorBody } from '../../api/errors';
import type { Decline } from '../../cards/declines';
import { emit } from '../../state/emit';
import type { World } from '../../state/world';
import { chargeObject, type ThreeDSecureResult } from '../objects/charge-object';
import { settleCharge } from '../charges/charges';
import { openDisputes } from '../charges/dispute-opening';
import { checkedMethod, declineBody, joinCustomer } from '../customers/payment-method-attach';
import type { MethodRow } from '../objects/payment-method-object';
import { changeIntent, type IntentRow } from '../objects/payment-intent-object';

/** An automatic_async charge is booked a moment after the answer. */
const SETTLE_AFTER_MS = 1_000;

const usageOf = (intent: Stripe.PaymentIntent): string | null =>
  intent.payment_method_options?.card?.setup_future_usage ?? intent.setup_future_usage;

/** Charges the payment method: the intent succeeds, or waits for capture. */
export function charge(
  world: World,
  row: IntentRow,
  method: MethodRow,
  threeDSecure: ThreeDSecureResult | null,
): IntentRow {
  const intent = row.object;
  const manual = captureMethodOf(intent) === 'manual';
  const used = useMethod(world, intent, checkedMethod(world, method));
  const input = { method: used, decline: null, captured: !manual, threeDSecure };
  const made = chargeObject(world, { ...input, intent, mandate: row.own.mandate });
  world.charges.add(made, { card: method.own.card });
  if (!manual && captureMethodOf(intent) === 'automatic') settleCharge(world, made.id, false);
  emit(world, 'charge.succeeded', world.charges.find(made.id)?.object ?? made);
  const changed = changeIntent(
    world,
    {
      ...intent,
      amount_capturable: manual ? intent.amount : 0,
      amount_received: manual ? 0 : intent.amount,
      last_payment_error: null,
      latest_charge: made.id,
      next_action: null,
      payment_method: used.object.id,
      status: manual ? 'requires_capture' : 'succeeded',
    },
    { ...row.own, authentication: null },
    manual ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded',
  );
  if (!manual) {
    openDisputes(world, made.id);
    if (captureMethodOf(intent) !== 'automatic') {
      world.jobs.add('settle_charge', made.id, SETTLE_AFTER_MS);
    }
  }
  return changed;
}

export const captureMethodOf = (intent: Stripe.PaymentIntent): string =>
  intent.payment_method_options?.card?.capture_method ?? intent.capture_method;

// Attaches what is to be kept; what is not kept cannot be used a second time.
function useMethod(world: World, intent: Stripe.PaymentIntent, row: MethodRow): MethodRow {
  const { id, customer } = row.object;
  const usage = usageOf(intent);
  if (usage && intent.customer) {
    const setUp = row.own.setUp || usage === 'off_session';
    joinCustomer(world, row, intent.customer as string, setUp);
  } else if (!customer) {
    world.paymentMethods.replace(id, row.object, { ...row.own, spent: true });
  }
  return world.paymentMethods.find(id) ?? row;
}

/** Takes a refusal down: a failed charge where one was made, and the intent back to where a card is chosen. */
export function failPayment(
  world: World,
  row: IntentRow,
  method: MethodRow,
  decline: Decline,
  charged: boolean,
): { readonly row: IntentRow; readonly error: ErrorBody } {
  // Where Stripe itself said no, or authentication is missing, no bank was asked and none has checked anything.
  const asked = charged && !decline.blocked;
  const used = asked ? checkedMethod(world, method) : method;
  let chargeId: string | null = null;
  if (charged) {
    const input = { intent: row.object, method: used, decline, threeDSecure: null };
    const made = chargeObject(world, { ...input, captured: false, mandate: null });
    world.charges.add(made, { card: method.own.card });
    chargeId = made.id;
    emit(world, 'charge.failed', made);
  }
  if (!used.object.customer) {
    world.paymentMethods.replace(used.object.id, used.object, { ...used.own, spent: true });
  }
  const error = declineBody(decline, {
    ...(chargeId ? { charge: chargeId } : {}),
    payment_method: used.object,
  });
  return { row: failIntent(world, row, error, chargeId), error };
}

function failIntent(
  world: World,
  row: IntentRow,
  error: ErrorBody,
  charge: string | null,
): IntentRow {
  return changeIntent(
    world,
    {
      ...row.object,
      last_payment_error: {
        ...error,
        payment_method_type: error.payment_method?.type,
      },
      latest_charge: charge ?? row.object.latest_charge,
      next_action: null,
      payment_method: null,
      status: 'requires_payment_method',
    },
    { ...row.own, authentication: null },
    'payment_intent.payment_failed',
  );
}

/** The customer failed, or gave up, the challenge. */
export function failAuthentication(world: World, row: IntentRow, method: MethodRow): IntentRow {
  const error = errorBody(
    'invalid_request_error',
    'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to ' +
      'attempt to fulfill this PaymentIntent again.',
    { code: 'payment_intent_authentication_failure', payment_method: method.object },
  );
  return failIntent(world, row, error, null);
}
