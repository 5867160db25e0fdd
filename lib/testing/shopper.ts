import { randomUUID } from 'node:crypto';
import { listAddresses } from '@/db/queries/addresses';
import { listAttempts, type Attempt } from '@/db/queries/attempts';
import { listActiveCards, type Card } from '@/db/queries/cards';
import { findLastIntent, findLiveIntent } from '@/db/queries/intents';
import { findNewestOrderOf, findOrderById, type Order } from '@/db/queries/orders';
import { findProduct } from '@/db/queries/products';
import { closeStock, findStock, openStock } from '@/db/queries/stock';
import type { User } from '@/db/queries/users';
import { anAddress, aProduct, aUser, NOON } from '@/db/testing/rows';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import type { Money } from '../domain/money';
import { env } from '../env';
import { CHARGE_LATER_VERSION, shipByOf } from '../domain/preorder';
import { buyWithCard } from '../orders/checkout/saved-card';
import { preorderWithCard } from '../orders/preorder/saved-card';
import { startPayment } from '../orders/checkout/typed-card';
import { startPreorder } from '../orders/preorder/typed-card';
import { startAddingCard } from '../setups/add-card';
import { linkStripeCustomer } from '../customers/link-customer';
import { syncSetup } from '../setups/sync-setup';
import type { StripeApi } from './stripe-api';

export const TIDELINE = {
  productSlug: 'tideline',
  shown: { amount: 4800, currency: 'eur' } satisfies Money,
} as const;

/** A limited edition, printed on demand: charged when it is sent. */
export const SALT_LEDGER = {
  productSlug: 'salt-ledger',
  price: { amount: 9600, currency: 'eur' } satisfies Money,
  shipsWithinDays: 42,
} as const;

/** What the print's page shows of it now. */
export const shownOfPreorder = () => ({
  ...SALT_LEDGER.price,
  shipBy: shipByOf(SALT_LEDGER.shipsWithinDays, Date.now()),
});

/** A limited edition that is printed already, and charged at once. */
export const LAST_SHEETS = {
  productSlug: 'last-sheets',
  shown: { amount: 9600, currency: 'eur' } satisfies Money,
} as const;

/** From now on so many copies of it are left. The catalog has no such edition: it is put in. */
export async function leaveCopies(left: number): Promise<void> {
  const { productSlug: slug, shown } = LAST_SHEETS;
  const { id } = await aProduct(database(), {
    slug,
    ...shown,
    edition: { limitedTo: 75 },
    ...(await findProduct(database().read, slug)),
  });
  await database().transaction(async (tx) => {
    await closeStock(tx, id);
    await openStock(tx, id, left);
  });
}

export async function copiesLeft(slug: string = LAST_SHEETS.productSlug): Promise<number> {
  const { read } = database();
  const product = await findProduct(read, slug);
  const stock = product && (await findStock(read, product.id));
  if (!stock) throw new Error(`${slug} is no limited edition`);
  return stock.available;
}

/** Somebody who has opened the link that sign-up mails, and has an address. */
export async function aShopper(): Promise<User> {
  const user = await aUser(database(), { emailVerifiedAt: NOON });
  await anAddress(database(), user);
  return user;
}

/** Where somebody has things sent; whoever has no address gets one. */
export async function addressOf(user: Pick<User, 'id'>): Promise<{ addressId: string }> {
  const [kept] = await listAddresses(database().read, user.id);
  return { addressId: (kept ?? (await anAddress(database(), user))).id };
}

export const stripeCustomerOf = async (user: User): Promise<string> =>
  (await linkStripeCustomer(user)).stripeCustomerId;

/** Adds a card as the wallet's page does: setup, confirmed in the browser, looked at on return. */
export async function addCard(stripe: StripeApi, user: User, paymentMethod: string): Promise<Card> {
  const { clientSecret } = await startAddingCard(user, {
    consentVersion: savingWording('save_card_in_wallet', env().savedCards).version,
  });
  const setup = await stripe.confirm('setup_intents', clientSecret, paymentMethod);
  if (setup.status === 'requires_action') await stripe.answerChallenge(setup.id);
  await syncSetup(setup.id);
  const [newest] = await listActiveCards(database().read, user.id);
  if (!newest) throw new Error('no card was kept');
  return newest;
}

type Print = { productSlug: string; shown: Money };

/** A purchase by somebody who knows what they have bought just now, and wants another copy. */
export async function aPurchase(
  user: User,
  productSlug: string,
  purchaseId: string = randomUUID(),
) {
  const { read } = database();
  const product = await findProduct(read, productSlug);
  const known = product && (await findNewestOrderOf(read, user.id, product.id, 0));
  return { purchaseId, productSlug, ...(known && { besides: known.id }) };
}

export const buy = async (
  user: User,
  card: { id: string },
  purchaseId: string = randomUUID(),
  { productSlug, shown }: Print = TIDELINE,
) =>
  buyWithCard(user, {
    ...(await aPurchase(user, productSlug, purchaseId)),
    shown,
    to: await addressOf(user),
    cardId: card.id,
  });

export const preorder = async (
  user: User,
  card: { id: string },
  purchaseId: string = randomUUID(),
) =>
  preorderWithCard(user, {
    subject: await aPurchase(user, SALT_LEDGER.productSlug, purchaseId),
    shown: shownOfPreorder(),
    consentVersion: CHARGE_LATER_VERSION,
    to: await addressOf(user),
    cardId: card.id,
  });

/** Gives a pre-order another card, as its page does. */
export const changeCard = async (user: User, orderId: string, card: { id: string }) =>
  preorderWithCard(user, {
    subject: { orderId },
    shown: await shownOf({ orderId }),
    consentVersion: CHARGE_LATER_VERSION,
    cardId: card.id,
  });

type StartPreorder = Parameters<typeof startPreorder>[1];

/** An order's own page shows what was promised when it was placed, be it after midnight. */
async function shownOf(subject: StartPreorder['subject']): Promise<StartPreorder['shown']> {
  if (!('orderId' in subject)) return shownOfPreorder();
  const { amount, currency, shipBy } = await getOrder(subject.orderId);
  return { amount, currency, shipBy: shipBy ?? 0 };
}

/** Goes to checkout of a pre-order with a card that is about to be typed. */
export const typePreorderCard = async (
  user: User,
  { saves = false, subject }: { saves?: boolean; subject?: StartPreorder['subject'] } = {},
) => {
  const meant = subject ?? (await aPurchase(user, SALT_LEDGER.productSlug));
  return startPreorder(user, {
    subject: meant,
    shown: await shownOf(meant),
    consentVersion: CHARGE_LATER_VERSION,
    ...('purchaseId' in meant && { to: await addressOf(user) }),
    receiptEmail: user.email,
    saveCardConsent: saves
      ? savingWording('save_card_while_paying', env().savedCards).version
      : null,
  });
};

type Typed = { saves?: boolean; purchaseId?: string; receiptEmail?: string; print?: Print };

/** Goes to checkout with a card that is about to be typed. */
export const typeCard = async (
  user: User,
  {
    saves = false,
    purchaseId = randomUUID(),
    receiptEmail = user.email,
    print = TIDELINE,
  }: Typed = {},
) =>
  startPayment(user, {
    subject: await aPurchase(user, print.productSlug, purchaseId),
    shown: print.shown,
    to: await addressOf(user),
    receiptEmail,
    saveCardConsent: saves
      ? savingWording('save_card_while_paying', env().savedCards).version
      : null,
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
