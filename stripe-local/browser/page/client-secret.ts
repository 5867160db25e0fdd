import { IntegrationError } from './integration-error';

export type IntentKind = 'payment' | 'setup';

export interface IntentReference {
  readonly kind: IntentKind;
  readonly id: string;
  readonly clientSecret: string;
  /** `/v1/payment_intents/pi_…` or `/v1/setup_intents/seti_…`. */
  readonly path: string;
}

const pattern = /^((pi|seti)_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+$/;

const nouns: Readonly<Record<IntentKind, string>> = {
  payment: 'payment_intent',
  setup: 'setup_intent',
};

/** Reads the id out of a client secret, as Stripe.js does; a wrong kind is a mistake of the page. */
export const referenceOf = (
  clientSecret: unknown,
  caller: string,
  expected?: IntentKind,
): IntentReference => {
  const match = typeof clientSecret === 'string' ? pattern.exec(clientSecret) : null;
  const kind: IntentKind = match?.[2] === 'seti' ? 'setup' : 'payment';
  if (!match || typeof clientSecret !== 'string' || (expected && expected !== kind)) {
    throw new IntegrationError(
      `Invalid value for ${caller} ${expected ? `${nouns[expected]} client_secret` : 'client_secret'}: value should be a client secret of the form \${id}_secret_\${secret}. You specified: ${typeof clientSecret === 'string' ? clientSecret : typeof clientSecret}.`,
    );
  }
  const id = match[1] ?? '';
  return { kind, id, clientSecret, path: `/v1/${nouns[kind]}s/${id}` };
};
