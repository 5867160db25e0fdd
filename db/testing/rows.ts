import { randomUUID } from 'node:crypto';
import type { PostalAddress } from '../../lib/domain/address';
import type { CardDetails } from '../../lib/domain/card';
import type { Database, Transaction } from '../database';
import { insertAddress, type Address } from '../queries/addresses';
import { insertCard, type Card } from '../queries/cards';
import { linkCustomer, type Customer } from '../queries/customers';
import { insertIntent, type Intent } from '../queries/intents';
import { insertOrder, type Order } from '../queries/orders';
import { putProduct, type Product } from '../queries/products';
import { insertSession, type NewSession, type Session } from '../queries/sessions';
import { insertUser, type User } from '../queries/users';

/** A moment for rows whose time does not matter, in ms. */
export const NOON = Date.parse('2027-05-01T12:00:00Z');

const short = () => randomUUID().slice(0, 8);

export const binding = { stripeAccountId: 'acct_1', livemode: false };

export const cardDetails = (given: Partial<CardDetails> = {}): CardDetails => ({
  stripePaymentMethodId: `pm_${short()}`,
  stripeCustomerId: 'cus_1',
  brand: 'visa',
  last4: '4242',
  expMonth: 12,
  expYear: 2034,
  funding: 'credit',
  country: 'US',
  fingerprint: `fp_${short()}`,
  redisplay: 'always',
  billing: null,
  ...given,
});

export const millLane: PostalAddress = {
  name: 'Ada',
  line1: '12 Mill Lane',
  line2: null,
  city: 'York',
  state: null,
  postalCode: 'YO1 7AA',
  country: 'GB',
};

const inserted = <T>(row: T | null): T => {
  if (row === null) throw new Error('the row was there already');
  return row;
};

export const aUser = (db: Database, given: Partial<User> = {}): Promise<User> =>
  db.transaction(async (tx) =>
    inserted(
      await insertUser(
        tx,
        {
          email: `${short()}@example.com`,
          name: 'Ada',
          role: 'buyer',
          passwordHash: null,
          ...given,
        },
        NOON,
      ),
    ),
  );

export const aSession = (
  db: Database,
  { id }: Pick<User, 'id'>,
  given: Partial<NewSession> & { at?: number } = {},
): Promise<Session> => {
  const { at = NOON, ...session } = given;
  return db.transaction((tx) =>
    insertSession(
      tx,
      {
        userId: id,
        userAgent: 'A browser',
        endsAt: at + 1_000_000,
        provedAt: at,
        provedBy: 'password',
        ...session,
      },
      at,
    ),
  );
};

export type Buyer = { user: User; customer: Customer };

export async function aBuyer(db: Database): Promise<Buyer> {
  const user = await aUser(db);
  const customer = await db.transaction((tx) =>
    linkCustomer(tx, user.id, binding, { email: user.email }, NOON),
  );
  return { user, customer };
}

export async function aCard(
  db: Database,
  { user, customer }: Buyer,
  given: Partial<CardDetails> & { isDefault?: boolean; at?: number } = {},
): Promise<Card> {
  const { isDefault = false, at = NOON, ...details } = given;
  return db.transaction((tx) =>
    insertCard(
      tx,
      { userId: user.id, customerId: customer.id, setupUsage: 'off_session', isDefault },
      cardDetails(details),
      at,
    ),
  );
}

export const anAddress = (
  db: Database,
  { id }: Pick<User, 'id'>,
  given: Partial<PostalAddress> & { at?: number } = {},
): Promise<Address> => {
  const { at = NOON, ...address } = given;
  return db.transaction((tx) => insertAddress(tx, id, { ...millLane, ...address }, at));
};

export async function aProduct(db: Database, given: Partial<Product> = {}): Promise<Product> {
  const product: Product = {
    id: randomUUID(),
    slug: `print-${short()}`,
    title: 'Tideline',
    text: 'A print.',
    image: '/prints/tideline.svg',
    alt: 'A print.',
    year: 2024,
    dimensions: '40 × 50 cm',
    edition: 'open',
    amount: 4800,
    currency: 'eur',
    position: 0,
    shipsWithinDays: null,
    isForSale: true,
    copiesPerPerson: 2,
    ...given,
  };
  await db.transaction((tx) => putProduct(tx, product));
  return product;
}

export async function anOrder(
  db: Database,
  { user, customer }: Buyer,
  given: { purchaseId?: string; at?: number; product?: Product | undefined } = {},
): Promise<Order> {
  const product = given.product ?? (await aProduct(db));
  return db.transaction(async (tx) =>
    inserted(
      await insertOrder(
        tx,
        {
          userId: user.id,
          customerId: customer.id,
          productId: product.id,
          purchaseId: given.purchaseId ?? randomUUID(),
          title: product.title,
          amount: product.amount,
          currency: product.currency,
          receiptEmail: user.email,
        },
        given.at ?? NOON,
      ),
    ),
  );
}

export const anIntent = (db: Database, order: Order, at = NOON): Promise<Intent> =>
  db.transaction((tx) =>
    insertIntent(tx, order.id, { createParameters: { amount: 4800 }, savesCard: false }, at),
  );

/** Takes every row, the ones that others point at last. */
export async function emptyDatabase(db: Database): Promise<void> {
  await db.transaction(async (tx: Transaction) => {
    const t = tx.tables;
    const childrenFirst = [
      t.staffActions,
      t.notes,
      t.sumChanges,
      t.dailySums,
      t.mails,
      t.emailTokens,
      t.orderEvents,
      t.orderAddresses,
      t.attention,
      t.disputes,
      t.refunds,
      t.attempts,
      t.consents,
      t.intents,
      t.cardSetups,
      t.orders,
      t.cards,
      t.addresses,
      t.customers,
      t.signInAccounts,
      t.sessions,
      t.users,
      t.stock,
      t.products,
      t.stripeCalls,
      t.deliveryFaults,
      t.pageReports,
      t.eventCursors,
      t.leases,
      t.reconciliations,
      t.webhookEvents,
      t.rateLimits,
      t.stripeBinding,
    ] as const;
    for (const table of childrenFirst) await tx.delete(table);
  });
}
