import type { Shape } from './shape';

/** A card as it is typed: the SDK's types leave it out of `payment_method_data`, the API does not. */
const CARD: Shape = {
  '{}': {
    cvc: 's',
    exp_month: 'n',
    exp_year: 'n',
    networks: { '{}': { preferred: ['cartes_bancaires', 'mastercard', 'visa'] } },
    number: 's',
    token: 's',
  },
};

const WITH_METHOD_DATA = [
  'POST /v1/setup_intents',
  'POST /v1/setup_intents/:id',
  'POST /v1/setup_intents/:id/confirm',
  'POST /v1/payment_intents',
  'POST /v1/payment_intents/:id',
  'POST /v1/payment_intents/:id/confirm',
  'POST /v1/test_helpers/confirmation_tokens',
];

/** The shapes with what Stripe.js sends and the types do not name. */
export function withAdditions(
  shapes: Readonly<Record<string, Shape>>,
): Readonly<Record<string, Shape>> {
  const extended: Record<string, Shape> = { ...shapes };
  for (const endpoint of WITH_METHOD_DATA) {
    const shape = shapes[endpoint] as { '{}': Record<string, Shape> };
    const data = shape['{}'].payment_method_data as { '{}': Record<string, Shape> };
    const types = data['{}']['type!'] as readonly string[];
    const fields = { ...data['{}'], card: CARD, 'type!': [...types, 'card'].sort() };
    extended[endpoint] = { '{}': { ...shape['{}'], payment_method_data: { '{}': fields } } };
  }
  // Stripe.js makes confirmation tokens on an endpoint that the SDK does not have.
  const token = extended['POST /v1/test_helpers/confirmation_tokens'] as {
    '{}': Record<string, Shape>;
  };
  const fields = { ...token['{}'], use_stripe_sdk: 'b', mandate_data: 'a' } as const;
  extended['POST /v1/confirmation_tokens'] = { '{}': fields };
  return extended;
}
