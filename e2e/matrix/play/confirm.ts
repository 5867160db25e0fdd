import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { run } from '../../setup/run';
import { ASKED } from '../results';
import type { DocumentedCard } from '../documented-card';
import type { Scene } from './scene';

/** What Stripe said to a card, as the buyer's browser hears it. */
export type Said = {
  /** Whether the bank asked its customer first, and whether they could answer. */
  bank: 'silent' | 'answered' | 'unanswered';
  /** Why the card was refused; null where it was not. */
  refused: string | null;
};

type Authentication = { source: string; type: string };

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

const key = () => ({ idempotencyKey: randomUUID() });

/** Plays a browser that sends a card for a client secret, and its owner, who tells the bank that it is them. */
export async function sendCard(
  scene: Scene,
  clientSecret: string,
  card: DocumentedCard,
): Promise<Said> {
  const id = idIn(clientSecret);
  try {
    const intent = await confirm(scene, id, await methodOf(scene, card));
    return await answerBank(scene, intent);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
    return { bank: 'silent', refused: codeOf(error) };
  }
}

/** Plays a browser that was given a secret because a bank asks about a saved card; null where no bank does. */
export async function answerFor(scene: Scene, clientSecret: string | null): Promise<Said> {
  if (clientSecret === null) return { bank: 'silent', refused: null };
  return answerBank(scene, await retrieve(scene, idIn(clientSecret)));
}

/** `bank, ` before the word where the bank asked; that alone where nobody could answer. */
export const withBank = ({ bank }: Said, word: string): string =>
  bank === 'silent' ? word : bank === 'unanswered' ? ASKED : `${ASKED}, ${word}`;

const idIn = (clientSecret: string): string => clientSecret.split('_secret_')[0] ?? '';

const isPayment = (id: string): boolean => id.startsWith('pi_');

// Stripe's library has an empty text where there is no decline code.
const codeOf = ({ decline_code, code }: { decline_code?: string; code?: string }): string =>
  decline_code || code || 'without a code';

async function methodOf({ stripe }: Scene, { name, number }: DocumentedCard): Promise<string> {
  if (name !== null) return name;
  const cvc = /^3[47]/.test(number) ? '1234' : '123';
  const card = { number, exp_month: 12, exp_year: 2040, cvc };
  return (await stripe.paymentMethods.create({ type: 'card', card }, key())).id;
}

function confirm({ stripe }: Scene, id: string, payment_method: string): Promise<Intent> {
  const form = { payment_method, use_stripe_sdk: true, return_url: run.appUrl };
  return isPayment(id)
    ? stripe.paymentIntents.confirm(id, form, key())
    : stripe.setupIntents.confirm(id, form, key());
}

const retrieve = ({ stripe }: Scene, id: string): Promise<Intent> =>
  isPayment(id) ? stripe.paymentIntents.retrieve(id) : stripe.setupIntents.retrieve(id);

async function answerBank(scene: Scene, intent: Intent): Promise<Said> {
  if (intent.status !== 'requires_action') return { bank: 'silent', refused: null };
  if (!scene.bank) return { bank: 'unanswered', refused: null };
  const { source, type } = intent.next_action?.use_stripe_sdk as unknown as Authentication;
  await scene.bank.authenticate(source);
  // stripe-local says so only where the bank looks at the browser, and asks nobody.
  const bank = type === 'stripe_3ds2_fingerprint' ? 'silent' : 'answered';
  const after = await retrieve(scene, intent.id);
  const error = 'amount' in after ? after.last_payment_error : after.last_setup_error;
  return { bank, refused: error ? codeOf(error) : null };
}
