import { and, eq, isNull } from 'drizzle-orm';
import type { WrittenKey } from '../../lib/domain/ids';
import { builtOnce, given } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { newId, newKey } from '../new-id';
import type { Json } from '../../lib/domain/json';
import type { StripeBinding } from './stripe-binding';

type Row = Tables['customers']['$inferSelect'];
export type Customer = Omit<Row, 'createKey'> & { createKey: WrittenKey };

const withKey = (row: Row): Customer => ({ ...row, createKey: row.createKey as WrittenKey });

const customerOf = builtOnce((db: Reader) => {
  const { customers: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(
      and(
        eq(t.userId, given(t.userId, 'userId')),
        eq(t.stripeAccountId, given(t.stripeAccountId, 'stripeAccountId')),
        eq(t.livemode, given(t.livemode, 'livemode')),
        isNull(t.deletedAt),
      ),
    );
});

export async function findCustomer(
  db: Reader,
  userId: string,
  { stripeAccountId, livemode }: StripeBinding,
): Promise<Customer | null> {
  const [row] = await customerOf(db, { userId, stripeAccountId, livemode });
  return row ? withKey(row) : null;
}

export async function findCustomerByStripeId(
  db: Reader,
  stripeCustomerId: string,
): Promise<Customer | null> {
  const { customers } = db.tables;
  const [row] = await db
    .select()
    .from(customers)
    .where(eq(customers.stripeCustomerId, stripeCustomerId));
  return row ? withKey(row) : null;
}

/** The row of this person, made if there is none. Two requests at once get the same row and key. */
export async function linkCustomer(
  tx: Transaction,
  userId: string,
  binding: StripeBinding,
  createParameters: Json,
  at: number,
): Promise<Customer> {
  await tx
    .insert(tx.tables.customers)
    .values({
      ...binding,
      id: newId(),
      userId,
      createKey: newKey(),
      createParameters,
      createdAt: at,
    })
    .onConflictDoNothing();
  const row = await findCustomer(tx, userId, binding);
  if (!row) throw new Error('the customer row that was just written is not there');
  return row;
}

export async function setStripeCustomer(
  tx: Transaction,
  customerId: string,
  stripeCustomerId: string,
): Promise<void> {
  const { customers } = tx.tables;
  await tx
    .update(customers)
    .set({ stripeCustomerId })
    .where(and(eq(customers.id, customerId), isNull(customers.stripeCustomerId)));
}

/** It was deleted at Stripe: false where that was written down before. */
export async function markCustomerDeleted(
  tx: Transaction,
  customerId: string,
  at: number,
): Promise<boolean> {
  const { customers } = tx.tables;
  const marked = await tx
    .update(customers)
    .set({ deletedAt: at })
    .where(and(eq(customers.id, customerId), isNull(customers.deletedAt)))
    .returning({ id: customers.id });
  return marked.length === 1;
}

/**
 * Another key for a Customer that is still to be made, and other parameters where they are given.
 * Compare-and-set: two tabs renew it once.
 */
export async function renewCustomerKey(
  tx: Transaction,
  { id, createKey }: Pick<Customer, 'id' | 'createKey'>,
  createParameters?: Json,
): Promise<void> {
  const { customers } = tx.tables;
  await tx
    .update(customers)
    .set({ createKey: newKey(), ...(createParameters !== undefined && { createParameters }) })
    .where(
      and(
        eq(customers.id, id),
        eq(customers.createKey, createKey),
        isNull(customers.stripeCustomerId),
      ),
    );
}

/** For an order, which names its Customer. */
export async function getCustomer(db: Reader, customerId: string): Promise<Customer> {
  const { customers } = db.tables;
  const [row] = await db.select().from(customers).where(eq(customers.id, customerId));
  if (!row) throw new Error(`no customer ${customerId}`);
  return withKey(row);
}
