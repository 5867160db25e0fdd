import type Stripe from 'stripe';
import { ApiError, errorBody, refusal } from '../../api/errors';
import type { World } from '../../state/world';
import { checkOwner, checkType, givenMethod, type MethodGiven } from '../intents/intent-method';
import { RETURN_URL_NEEDED } from '../intents/intent-options';
import { unexpectedState } from '../objects/payment-intent-object';
import type { MethodRow } from '../objects/payment-method-object';

export type ConfirmGiven = MethodGiven & {
  readonly off_session?: boolean | string;
  readonly error_on_requires_action?: boolean;
  readonly return_url?: string;
  readonly use_stripe_sdk?: boolean;
  readonly mandate?: string;
};

/** Refuses a confirm before anybody is asked, or gives the payment method it will use. */
export function checkConfirm(
  world: World,
  intent: Stripe.PaymentIntent,
  given: ConfirmGiven,
  fromBrowser: boolean,
): MethodRow {
  checkConfirmable(intent, given, fromBrowser);
  const method = methodToUse(world, intent, given);
  checkRedirects(intent, given, fromBrowser);
  return method;
}

/** A canceled intent takes no payment method; recorded without the intent in the refusal, and with this old word. */
export function checkSource(intent: Stripe.PaymentIntent, given: ConfirmGiven): void {
  if (intent.status !== 'canceled' || !(given.payment_method || given.payment_method_data)) return;
  throw refusal(
    "This PaymentIntent's source could not be updated because it has a status of canceled. You may only update the source " +
      'of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.',
    { code: 'payment_intent_unexpected_state', param: 'source' },
  );
}

function checkConfirmable(
  intent: Stripe.PaymentIntent,
  given: ConfirmGiven,
  fromBrowser: boolean,
): void {
  const { status } = intent;
  if (fromBrowser && intent.confirmation_method === 'manual') {
    throw refusal(
      "This PaymentIntent's confirmation_method is manual: it can only be confirmed with a secret key, on your server.",
      { code: 'payment_intent_invalid_parameter', param: 'confirmation_method' },
    );
  }
  if (status === 'succeeded') {
    throw unexpectedState(
      'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
      intent,
    );
  }
  // Stripe.js may try another card while the last one's challenge is open; a server has to update the intent first.
  const open =
    status === 'requires_payment_method' ||
    status === 'requires_confirmation' ||
    (fromBrowser && status === 'requires_action');
  if (!open) {
    throw unexpectedState(
      `You cannot confirm this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the ` +
        'following statuses may be confirmed: requires_confirmation, requires_payment_method.',
      intent,
    );
  }
  if (given.off_session && intent.setup_future_usage) {
    throw refusal(
      'You cannot confirm with the `off_session` parameter when `setup_future_usage` is also set on the PaymentIntent ' +
        'because you cannot set up future usages when processing payments off-session.',
      { code: 'payment_intent_invalid_parameter', param: 'off_session' },
    );
  }
}

function methodToUse(world: World, intent: Stripe.PaymentIntent, given: ConfirmGiven): MethodRow {
  const kept = intent.payment_method as string | null;
  const method = givenMethod(world, given) ?? (kept ? world.paymentMethods.find(kept) : null);
  if (!method) {
    throw unexpectedState(
      "You cannot confirm this PaymentIntent because it's missing a payment method. " +
        (intent.customer
          ? `To confirm the PaymentIntent with ${intent.customer as string}, specify a payment method attached to this customer along with the customer ID.`
          : 'You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.'),
      intent,
    );
  }
  checkType(method, intent.payment_method_types, 'PaymentIntent');
  checkOwner(method, intent.customer as string | null, 'PaymentIntent');
  return method;
}

// Of the payment methods in the dashboard some leave the page, whatever this customer chose.
function checkRedirects(
  intent: Stripe.PaymentIntent,
  given: ConfirmGiven,
  fromBrowser: boolean,
): void {
  const redirects = intent.automatic_payment_methods?.allow_redirects === 'always';
  const away = Boolean(given.off_session) || Boolean(given.use_stripe_sdk);
  if (redirects && !given.return_url && !given.confirmation_token && !fromBrowser && !away) {
    throw refusal(RETURN_URL_NEEDED);
  }
}

/** An amount may not be confirmed that is not the one that was shown. */
export function checkAmountToConfirm(
  intent: Stripe.PaymentIntent,
  amount: number | undefined,
): void {
  if (amount === undefined || amount === intent.amount) return;
  throw new ApiError(
    400,
    errorBody(
      'invalid_request_error',
      `The amount_to_confirm (${amount}) does not match the amount of this PaymentIntent (${intent.amount}).`,
      { code: 'payment_intent_invalid_parameter', param: 'amount_to_confirm' },
    ),
  );
}
