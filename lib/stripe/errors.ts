import type Stripe from 'stripe';

/**
 * How a call to Stripe ended without the answer that was asked for.
 * - `unknown`: it may have had its effect. Only Stripe's later word tells.
 * - `busy`: Stripe turned it away unread (429); nothing happened.
 * - `out_of_time`: the click was over before it was sent; nothing happened.
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
  | 'out_of_time'
  | 'missing'
  | 'key_reused'
  | 'unexpected_state'
  | 'declined'
  | 'forbidden'
  | 'refused';

const BAD_REQUEST = 400;
const CONFLICT = 409;
const SERVER_FAULT = 500;

export class PaymentsError extends Error {
  override name = 'PaymentsError';
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly param: string | null;
  readonly stripeRequestId: string | null;
  /** The parameter that a 400 names as wrong: nothing was begun. Null for anything else. */
  readonly refusedParam: string | null;
  /** Stripe broke down and answered so (5xx): for a day it gives the same answer to the same key. */
  readonly isKept: boolean;

  constructor(
    readonly fault: PaymentsFault,
    error: unknown,
  ) {
    const known = findStripeError(error);
    super(`${fault}: ${known?.message ?? String(error)}`, { cause: error });
    this.code = codeOf(known);
    this.declineCode = known?.decline_code ?? null;
    this.param = known?.param ?? null;
    this.stripeRequestId = known?.requestId ?? null;
    this.refusedParam =
      fault === 'refused' && known?.statusCode === BAD_REQUEST ? this.param : null;
    this.isKept = (known?.statusCode ?? 0) >= SERVER_FAULT;
  }
}

/** What was asked for is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof PaymentsError && error.fault === 'missing';

/** The same where something was being made: Stripe has not made it, and never will like this. */
export const isNotThere = (error: unknown): boolean =>
  isMissing(error) || (error instanceof PaymentsError && error.fault === 'refused');

/**
 * Some refusals name themselves in `message_code` only, as that of a refund for which the balance
 * is too low. Source: https://github.com/Automattic/woocommerce-payments/issues/10025
 */
function codeOf(error: Stripe.errors.StripeError | null): string | null {
  if (error?.code) return error.code;
  const { message_code: code = null } = (error?.raw ?? {}) as { message_code?: string };
  return code;
}

/**
 * Stripe's error, known by its name rather than its class: the server's entry points are bundled
 * apart, and an error made in one would be no instance of the other's class.
 */
export function findStripeError(error: unknown): Stripe.errors.StripeError | null {
  const isStripes =
    error instanceof Error && 'type' in error && /^Stripe[A-Z]/.test(String(error.type));
  return isStripes ? (error as Stripe.errors.StripeError) : null;
}

/** Source: https://docs.stripe.com/error-low-level (which failures leave the outcome open). */
export function faultOf(error: unknown): PaymentsFault {
  const known = findStripeError(error);
  switch (known?.type) {
    case 'StripeRateLimitError':
      return 'busy';
    case 'StripePermissionError':
    case 'StripeAuthenticationError':
      return 'forbidden';
    case 'StripeIdempotencyError':
      // A 409 says that the first call with this key is still under way.
      return known.statusCode === CONFLICT ? 'unknown' : 'key_reused';
    case 'StripeCardError':
      return 'declined';
    case 'StripeInvalidRequestError':
      return faultOfInvalid(known);
    default:
      // A time-out, a broken connection, a fault of Stripe's own, and whatever is not Stripe's.
      return 'unknown';
  }
}

function faultOfInvalid({ statusCode, code }: Stripe.errors.StripeError): PaymentsFault {
  if (statusCode === CONFLICT) return 'unknown';
  if (code === 'resource_missing') return 'missing';
  return code?.endsWith('_unexpected_state') ? 'unexpected_state' : 'refused';
}
