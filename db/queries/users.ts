import { and, eq, isNull } from 'drizzle-orm';
import { builtOnce, given } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';

export type User = Tables['users']['$inferSelect'];

type NewUser = Pick<User, 'email' | 'name' | 'role' | 'passwordHash'> &
  Partial<Pick<User, 'emailVerifiedAt'>>;

const userById = builtOnce((db: Reader) => {
  const { users } = db.tables;
  return db
    .select()
    .from(users)
    .where(eq(users.id, given(users.id, 'userId')));
});

export async function findUser(db: Reader, userId: string): Promise<User | null> {
  const [user] = await userById(db, { userId });
  return user ?? null;
}

/** Whether all was taken from a person's row that names somebody. */
export const isErased = async (db: Reader, userId: string): Promise<boolean> =>
  (await findUser(db, userId))?.erasedAt !== null;

/** `email` in lower case, as it is stored. */
export async function findUserByEmail(db: Reader, email: string): Promise<User | null> {
  const { users } = db.tables;
  const [user] = await db.select().from(users).where(eq(users.email, email));
  return user ?? null;
}

/** Null where the email is taken. */
export async function insertUser(tx: Transaction, user: NewUser, at: number): Promise<User | null> {
  const [inserted] = await tx
    .insert(tx.tables.users)
    .values({ ...user, id: newId(), createdAt: at })
    .onConflictDoNothing()
    .returning();
  return inserted ?? null;
}

/** What opening a mailed link proves; the first proof stays. */
export async function setEmailVerified(tx: Transaction, userId: string, at: number): Promise<void> {
  const { users } = tx.tables;
  await tx
    .update(users)
    .set({ emailVerifiedAt: at })
    .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)));
}

export async function setPassword(
  tx: Transaction,
  userId: string,
  passwordHash: string,
): Promise<void> {
  const { users } = tx.tables;
  await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
}

/** The providers that somebody can sign in through. */
export async function listProvidersOf(db: Reader, userId: string): Promise<string[]> {
  const { signInAccounts } = db.tables;
  const rows = await db
    .select({ provider: signInAccounts.provider })
    .from(signInAccounts)
    .where(eq(signInAccounts.userId, userId));
  return rows.map(({ provider }) => provider).sort();
}

export async function findUserByProvider(
  db: Reader,
  provider: string,
  providerAccountId: string,
): Promise<User | null> {
  const { users, signInAccounts } = db.tables;
  const [row] = await db
    .select({ user: users })
    .from(signInAccounts)
    .innerJoin(users, eq(users.id, signInAccounts.userId))
    .where(
      and(
        eq(signInAccounts.provider, provider),
        eq(signInAccounts.providerAccountId, providerAccountId),
      ),
    );
  return row?.user ?? null;
}

export async function linkProvider(
  tx: Transaction,
  userId: string,
  account: { provider: string; providerAccountId: string },
  at: number,
): Promise<void> {
  await tx.insert(tx.tables.signInAccounts).values({ ...account, userId, createdAt: at });
}

const sameName = builtOnce((tx: Transaction) => {
  const { users } = tx.tables;
  return tx
    .update(users)
    .set({ name: users.name })
    .where(eq(users.id, given(users.id, 'userId')));
});

/**
 * Lets what one person begins happen one after the other: whoever comes second waits, or begins
 * again and sees what the first has written. By a write that changes nothing, which both engines
 * hold until the transaction ends.
 */
export async function lockPerson(tx: Transaction, userId: string): Promise<void> {
  await sameName(tx, { userId });
}
