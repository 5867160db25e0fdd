import type Stripe from 'stripe';
import { ApiError, refusal } from '../../api/errors';
import type { World } from '../../state/world';
import { beginAuthentication, nextAction, supersede } from '../intents/authentications';
import { setupVerdict } from '../bank/bank-says';
import {
  asksForThreeDSecure,
  checkOwner,
  checkType,
  givenMethod,
  type MethodGiven,
  useToken,
} from '../intents/intent-method';
import { RETURN_URL_NEEDED } from '../intents/intent-options';
import { MOST_CONFIRMS } from '../objects/payment-intent-object';
import { checkedMethod, declineBody } from '../customers/payment-method-attach';
import type { MethodRow } from '../objects/payment-method-object';
import { changeSetup, type SetupRow, unexpectedSetupState } from '../objects/setup-intent-object';
import { addAttempt, endSetup, failSetup, succeedSetup } from './setup-intent-outcome';

export type SetupConfirmGiven = MethodGiven & {
  readonly return_url?: string;
  readonly use_stripe_sdk?: boolean;
};

/** Refuses a confirm before anybody is asked, or gives the payment method it will set up. */
export function checkSetupConfirm(
  world: World,
  intent: Stripe.SetupIntent,
  given: SetupConfirmGiven,
  fromBrowser: boolean,
): MethodRow {
  const { status } = intent;
  if (status === 'canceled') {
    throw unexpectedSetupState(
      'You cannot confirm this SetupIntent because it has been canceled.',
      intent,
    );
  }
  if (status === 'succeeded') {
    throw unexpectedSetupState(
      'You cannot confirm this SetupIntent because it has already succeeded.',
      intent,
    );
  }
  if (status === 'processing' || (status === 'requires_action' && !fromBrowser)) {
    throw unexpectedSetupState(
      `You cannot confirm this SetupIntent because it has a status of ${status}. Only a SetupIntent with one of the following ` +
        'statuses may be confirmed: requires_payment_method, requires_confirmation.',
      intent,
    );
  }
  const kept = intent.payment_method as string | null;
  const method = givenMethod(world, given) ?? (kept ? world.paymentMethods.find(kept) : null);
  if (!method) {
    throw unexpectedSetupState(
      "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the SetupIntent with a " +
        'payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.',
      intent,
    );
  }
  checkType(method, intent.payment_method_types, 'SetupIntent');
  checkOwner(method, intent.customer as string | null, 'SetupIntent');
  const redirects = intent.automatic_payment_methods?.allow_redirects === 'always';
  const away = given.return_url || given.confirmation_token || given.use_stripe_sdk || fromBrowser;
  if (redirects && !away) {
    throw refusal(RETURN_URL_NEEDED.replace('This PaymentIntent', 'This SetupIntent'));
  }
  return method;
}

/** Takes a checked confirm to its outcome. */
export function proceedWithSetup(
  world: World,
  row: SetupRow,
  method: MethodRow,
  given: SetupConfirmGiven,
  fromBrowser: boolean,
): SetupRow {
  if (row.own.confirms >= MOST_CONFIRMS) return endSetup(world, row, null);
  supersede(world, row.own.authentication);
  const token = useToken(world, given.confirmation_token, { setup_intent: row.object.id });
  const ready = changeSetup(
    world,
    {
      ...row.object,
      last_setup_error: null,
      next_action: null,
      payment_method: method.object.id,
      status: 'requires_confirmation',
    },
    {
      ...row.own,
      authentication: null,
      confirms: row.own.confirms + 1,
      returnUrl: given.return_url ?? token?.return_url ?? row.own.returnUrl,
    },
    null,
  );
  const useSdk = Boolean(given.use_stripe_sdk) || fromBrowser || token?.use_stripe_sdk === true;
  const verdict =
    method.object.type === 'card'
      ? setupVerdict(world, method, asksForThreeDSecure(row.object))
      : ({ kind: 'approved' } as const);
  if (verdict.kind === 'approved') return succeedSetup(world, ready, method);
  if (verdict.kind === 'declined') {
    const body = declineBody(verdict.decline, {
      payment_method: checkedMethod(world, method).object,
    });
    const failed = failSetup(world, ready, method, body);
    throw new ApiError(402, { ...body, setup_intent: failed.object });
  }
  const silent = verdict.kind === 'fingerprint';
  // Without Stripe.js there is no browser to look at, and the bank does without.
  if (silent && !useSdk) return succeedSetup(world, ready, method);
  const authentication = beginAuthentication(world, {
    intent: row.object.id,
    paymentMethod: method.object.id,
    returnUrl: ready.own.returnUrl,
    amount: null,
    currency: null,
    silent,
  });
  return changeSetup(
    world,
    {
      ...ready.object,
      latest_attempt: addAttempt(world, ready, method, 'requires_action', null),
      next_action: nextAction(world, authentication, useSdk),
      status: 'requires_action',
    },
    { ...ready.own, authentication: authentication.id },
    'setup_intent.requires_action',
  );
}
