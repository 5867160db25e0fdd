import Stripe from 'stripe';

/**
 * How a call to Stripe ended without the answer that was asked for.
 * - `unknown`: it may have had its effect. Only Stripe's later word tells.
 * - `busy`: Stripe turned it away unread (429); nothing happened.
 * - `missing`: something that it names is not there.
 * - `key_reused`: the key went out before with other parameters.
 * - `unexpected_state`: the object is past the point where this can be done.
 * - `declined`: the card was refused, and no intent tells about it.
 * - `forbidden`: the API key may not do this.
 * - `refused`: Stripe understood and said no.
 */
export type PaymentsFault =
  | 'unknown'
  | 'busy'
  | 'missing'
  | 'key_reused'
  | 'unexpected_state'
  | 'declined'
  | 'forbidden'
  | 'refused';

export class PaymentsError extends Error {
  override name = 'PaymentsError';
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly param: string | null;
  readonly stripeRequestId: string | null;

  constructor(
    readonly fault: PaymentsFault,
    error: unknown,
  ) {
    const known = error instanceof Stripe.errors.StripeError ? error : null;
    super(`${fault}: ${known?.message ?? String(error)}`, { cause: error });
    this.code = known?.code ?? null;
    this.declineCode = known?.decline_code ?? null;
    this.param = known?.param ?? null;
    this.stripeRequestId = known?.requestId ?? null;
  }
}

const SERVER_FAULT = 500;
const CONFLICT = 409;

/** Source: https://docs.stripe.com/error-low-level (which failures leave the outcome open). */
export function faultOf(error: unknown): PaymentsFault {
  if (!(error instanceof Stripe.errors.StripeError)) return 'unknown';
  if (error instanceof Stripe.errors.StripeConnectionError) return 'unknown';
  if (error instanceof Stripe.errors.StripeRateLimitError) return 'busy';
  if (error instanceof Stripe.errors.StripePermissionError) return 'forbidden';
  if (error instanceof Stripe.errors.StripeAuthenticationError) return 'forbidden';
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    return error.statusCode === CONFLICT ? 'unknown' : 'key_reused';
  }
  const status = error.statusCode ?? SERVER_FAULT;
  if (status >= SERVER_FAULT || status === CONFLICT) return 'unknown';
  if (error.code === 'resource_missing') return 'missing';
  if (error.code?.endsWith('_unexpected_state')) return 'unexpected_state';
  return error instanceof Stripe.errors.StripeCardError ? 'declined' : 'refused';
}
