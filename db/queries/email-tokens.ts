import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Reader, Tables, Transaction } from '../database';
import type { EmailTokenPurpose } from '../types';

export type EmailToken = Tables['emailTokens']['$inferSelect'];

type NewToken = Pick<EmailToken, 'tokenHash' | 'userId' | 'purpose' | 'expiresAt'>;

/** The newest link is the good one: older ones of the same purpose are over. */
export async function issueEmailToken(tx: Transaction, token: NewToken, at: number): Promise<void> {
  await endTokens(tx, token.userId, token.purpose);
  await tx.insert(tx.tables.emailTokens).values({ ...token, createdAt: at });
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
  await tx
    .delete(emailTokens)
    .where(
      and(
        eq(emailTokens.userId, userId),
        eq(emailTokens.purpose, purpose),
        isNull(emailTokens.usedAt),
      ),
    );
}
