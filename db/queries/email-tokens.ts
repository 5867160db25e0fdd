import { and, count, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Reader, Tables, Transaction } from '../database';
import type { EmailTokenPurpose } from '../types';

export type EmailToken = Tables['emailTokens']['$inferSelect'];

type NewToken = Pick<EmailToken, 'tokenHash' | 'userId' | 'purpose' | 'expiresAt'>;

/** The newest links are the good ones, `most` of them with this one: older ones of the same purpose are over. */
export async function issueEmailToken(
  tx: Transaction,
  token: NewToken,
  most: number,
  at: number,
): Promise<void> {
  const { emailTokens } = tx.tables;
  const unused = await tx
    .select({ tokenHash: emailTokens.tokenHash })
    .from(emailTokens)
    .where(isUnused(tx, token.userId, token.purpose))
    .orderBy(desc(emailTokens.createdAt));
  const old = unused.slice(most - 1).map(({ tokenHash }) => tokenHash);
  if (old.length > 0) await tx.delete(emailTokens).where(inArray(emailTokens.tokenHash, old));
  await tx.insert(emailTokens).values({ ...token, createdAt: at });
}

const isUnused = (
  { tables: { emailTokens } }: Reader,
  userId: string,
  purpose: EmailTokenPurpose,
) =>
  and(eq(emailTokens.userId, userId), eq(emailTokens.purpose, purpose), isNull(emailTokens.usedAt));

/** How many links somebody has that are good. */
export async function countGoodTokens(
  db: Reader,
  userId: string,
  purpose: EmailTokenPurpose,
  at: number,
): Promise<number> {
  const { emailTokens } = db.tables;
  const [row] = await db
    .select({ good: count() })
    .from(emailTokens)
    .where(and(isUnused(db, userId, purpose), gt(emailTokens.expiresAt, at)));
  return row?.good ?? 0;
}

const isGood = (
  { tables: { emailTokens } }: Reader,
  tokenHash: string,
  purpose: EmailTokenPurpose,
  at: number,
) =>
  and(
    eq(emailTokens.tokenHash, tokenHash),
    eq(emailTokens.purpose, purpose),
    isNull(emailTokens.usedAt),
    gt(emailTokens.expiresAt, at),
  );

/** Null for a token that is unknown, used, too old or of another purpose, all alike. */
export async function findGoodToken(
  db: Reader,
  tokenHash: string,
  purpose: EmailTokenPurpose,
  at: number,
): Promise<EmailToken | null> {
  const { emailTokens } = db.tables;
  const [token] = await db
    .select()
    .from(emailTokens)
    .where(isGood(db, tokenHash, purpose, at));
  return token ?? null;
}

/** Compare-and-set: whose token it was, or null where it is not good any more. Good once. */
export async function spendEmailToken(
  tx: Transaction,
  tokenHash: string,
  purpose: EmailTokenPurpose,
  at: number,
): Promise<string | null> {
  const { emailTokens } = tx.tables;
  const [used] = await tx
    .update(emailTokens)
    .set({ usedAt: at })
    .where(isGood(tx, tokenHash, purpose, at))
    .returning({ userId: emailTokens.userId });
  if (!used) return null;
  // Two that were asked for at the same moment are both good: the other one ends here.
  await endTokens(tx, used.userId, purpose);
  return used.userId;
}

async function endTokens(
  tx: Transaction,
  userId: string,
  purpose: EmailTokenPurpose,
): Promise<void> {
  const { emailTokens } = tx.tables;
  await tx.delete(emailTokens).where(isUnused(tx, userId, purpose));
}
