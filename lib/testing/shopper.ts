import { randomUUID } from 'node:crypto';
import { listAttempts, type Attempt } from '@/db/queries/attempts';
import { listActiveCards, type Card } from '@/db/queries/cards';
import { findLastIntent, findLiveIntent } from '@/db/queries/intents';
import { findOrderById, type Order } from '@/db/queries/orders';
import { findProduct } from '@/db/queries/products';
import { closeStock, findStock, openStock } from '@/db/queries/stock';
import type { User } from '@/db/queries/users';
import { aUser } from '@/db/testing/rows';
import { database } from '../database';
import { consentWordings } from '../domain/consent';
import type { Money } from '../domain/money';
import { buyWithCard } from '../orders/pay-order';
import { startPayment } from '../orders/start-payment';
import { startAddingCard } from '../wallet/add-card';
import { linkStripeCustomer } from '../wallet/link-customer';
import { syncSetup } from '../wallet/sync-setup';
import type { StripeApi } from './stripe-api';

export const TIDELINE = {
  productSlug: 'tideline',
  shown: { amount: 4800, currency: 'eur' } satisfies Money,
} as const;

/** A limited edition. */
export const SALT_LEDGER = {
  productSlug: 'salt-ledger',
  shown: { amount: 9600, currency: 'eur' } satisfies Money,
} as const;

/** From now on so many copies of a limited edition are left. */
export async function leaveCopies(slug: string, left: number): Promise<void> {
  await database().transaction(async (tx) => {
    const product = await findProduct(tx, slug);
    if (!product) throw new Error(`no product ${slug}`);
    await closeStock(tx, product.id);
    await openStock(tx, product.id, left);
  });
}

export async function copiesLeft(slug: string): Promise<number> {
  const { read } = database();
  const product = await findProduct(read, slug);
  const stock = product && (await findStock(read, product.id));
  if (!stock) throw new Error(`${slug} is no limited edition`);
  return stock.available;
}

export const aShopper = (): Promise<User> => aUser(database());

export const stripeCustomerOf = async (user: User): Promise<string> =>
  (await linkStripeCustomer(user)).stripeCustomerId;

/** Adds a card as the wallet's page does: setup, confirmed in the browser, looked at on return. */
export async function addCard(stripe: StripeApi, user: User, paymentMethod: string): Promise<Card> {
  const { clientSecret } = await startAddingCard(user, {
    consentVersion: consentWordings.save_card_in_wallet.version,
  });
  const setup = await stripe.confirm('setup_intents', clientSecret, paymentMethod);
  if (setup.status === 'requires_action') await stripe.answerChallenge(setup.id);
  await syncSetup(setup.id);
  const [newest] = await listActiveCards(database().read, user.id);
  if (!newest) throw new Error('no card was kept');
  return newest;
}

type Print = { productSlug: string; shown: Money };

export const buy = (
  user: User,
  card: { id: string },
  purchaseId: string = randomUUID(),
  print: Print = TIDELINE,
) => buyWithCard(user, { ...print, purchaseId, cardId: card.id });

type Typed = { saves?: boolean; purchaseId?: string; receiptEmail?: string; print?: Print };

/** Goes to checkout with a card that is about to be typed. */
export const typeCard = (
  user: User,
  {
    saves = false,
    purchaseId = randomUUID(),
    receiptEmail = user.email,
    print = TIDELINE,
  }: Typed = {},
) =>
  startPayment(user, {
    subject: { purchaseId, productSlug: print.productSlug },
    shown: print.shown,
    receiptEmail,
    saveCardConsent: saves ? consentWordings.save_card_while_paying.version : null,
  });

export async function getOrder(orderId: string): Promise<Order> {
  const order = await findOrderById(database().read, orderId);
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}

export const attemptsOf = (orderId: string): Promise<Attempt[]> =>
  listAttempts(database().read, orderId);

/** Stripe's id of the intent that an order is paid with now. */
export async function intentIdOf(orderId: string): Promise<string> {
  const { read } = database();
  const intent = (await findLiveIntent(read, orderId)) ?? (await findLastIntent(read, orderId));
  if (!intent?.stripeIntentId) throw new Error(`order ${orderId} has no intent at Stripe`);
  return intent.stripeIntentId;
}
