import type Stripe from 'stripe';
import {
  type ApiError,
  ApiError as Refused,
  type ErrorBody,
  missing,
  refusal,
} from '../../api/errors';
import type { Row } from '../../state/collection';
import { emit } from '../../state/emit';
import type { OwnIntent } from '../../state/rows';
import type { World } from '../../state/world';

export type IntentRow = Row<Stripe.PaymentIntent, OwnIntent>;

export const FRESH: OwnIntent = {
  returnUrl: null,
  authentication: null,
  offSession: false,
  confirms: 0,
  authenticated: null,
  mandate: null,
};

export function getPaymentIntent(world: World, id: string): IntentRow {
  const row = world.paymentIntents.find(id);
  if (!row) throw missing('payment_intent', id, 'intent', 404);
  return row;
}

/**
 * Stripe cancels an intent that is confirmed over and over; how often it lets that happen is "variable" and not
 * published. Far more than an honest buyer needs, few enough for a test to reach.
 */
export const MOST_CONFIRMS = 20;

/** Puts an intent's new version in place; tells of it under the given name, or of nothing. */
export function changeIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  own: OwnIntent,
  type: Stripe.Event.Type | null,
): IntentRow {
  const row = world.paymentIntents.replace(intent.id, intent, own);
  if (type) emit(world, type, intent);
  return row;
}

/** The same refusal, carrying the intent it is about. */
export function withIntent(error: unknown, intent: Stripe.PaymentIntent): unknown {
  if (!(error instanceof Refused)) return error;
  return new Refused(error.status, { ...error.body, payment_intent: intent }, error.kept);
}

export const unexpectedState = (
  message: string,
  intent: Stripe.PaymentIntent,
  extras: Partial<ErrorBody> = {},
): ApiError =>
  refusal(message, { code: 'payment_intent_unexpected_state', ...extras, payment_intent: intent });

const OPEN: readonly Stripe.PaymentIntent.Status[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];

/** Refuses a change that only an open intent takes. */
export function checkOpen(intent: Stripe.PaymentIntent, field: string): void {
  if (OPEN.includes(intent.status)) return;
  throw unexpectedState(
    `This PaymentIntent's ${field} could not be updated because it has a status of ${intent.status}. You may only update the ` +
      `${field} of a PaymentIntent with one of the following statuses: ${OPEN.join(', ')}.`,
    intent,
    { param: field },
  );
}
