import type Stripe from 'stripe';
import type { Call, Route } from '../../api/call';
import { missing, missingParam } from '../../api/errors';
import type { World } from '../../state/world';
import { shippingOf } from '../fields';
import { givenMethod } from './intent-method';
import type { MethodInput } from '../objects/payment-method-object';

/** A token that was not used within twelve hours is worth nothing. */
const GOOD_FOR_S = 12 * 60 * 60;

type Given = NonNullable<Parameters<Stripe['testHelpers']['confirmationTokens']['create']>[0]>;

function create(world: World, { params }: Call): Stripe.ConfirmationToken {
  const given = params as unknown as Given & { use_stripe_sdk?: boolean };
  const method = givenMethod(world, {
    payment_method: given.payment_method,
    payment_method_data: given.payment_method_data as MethodInput | undefined,
  });
  if (!method) throw missingParam('payment_method_data');
  const { id: paymentMethod, object: _, created: __, livemode: ___, ...preview } = method.object;
  const created = world.clock.seconds();
  const token = {
    id: `ctoken_1${world.ids.text(23)}`,
    object: 'confirmation_token',
    created,
    expires_at: created + GOOD_FOR_S,
    livemode: false,
    mandate_data: null,
    metadata: null,
    payment_intent: null,
    payment_method_options: { card: { cvc_token: null } },
    payment_method_preview: preview,
    return_url: given.return_url ?? null,
    setup_future_usage: given.setup_future_usage ?? null,
    setup_intent: null,
    shipping: shippingOf(given.shipping, null),
    use_stripe_sdk: given.use_stripe_sdk ?? true,
  } as unknown as Stripe.ConfirmationToken;
  return world.confirmationTokens.add(token, { paymentMethod, spent: false }).object;
}

function retrieve(world: World, { id }: Call): Stripe.ConfirmationToken {
  const row = world.confirmationTokens.find(id);
  if (!row) throw missing('confirmation_token', id, 'confirmation_token', 404);
  return row.object;
}

export const confirmationTokenRoutes: readonly Route[] = [
  { endpoint: 'POST /v1/confirmation_tokens', handle: create, browser: true },
  { endpoint: 'GET /v1/confirmation_tokens/:id', handle: retrieve },
  { endpoint: 'POST /v1/test_helpers/confirmation_tokens', handle: create },
];
