import { inspect } from 'node:util';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import { NOON } from '../rows';

const VALUES = {
  email: 'must.not.be.told@example.com',
  // Like a line of a stack.
  name: 'Whoever\n    at It Was (x.js:1:1)',
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
};

/** What a query was sent with, and what rows hold, is in no error: errors are logged and shown. */
export const noValueIsTold = (db: () => Database) =>
  describe('a query that fails', () => {
    const insert = (change: Record<string, unknown> = {}) =>
      db().transaction((tx) =>
        tx.insert(tx.tables.users).values({
          id: crypto.randomUUID(),
          ...VALUES,
          role: 'buyer',
          createdAt: NOON,
          ...change,
        }),
      );

    const faults: [what: string, fail: () => Promise<unknown>][] = [
      [
        'a value that is there already',
        async () => {
          await insert();
          return insert();
        },
      ],
      ['a row without something', () => insert({ name: null })],
      [
        'a check',
        async () => {
          const { products: t } = db().read.tables;
          return db().transaction((tx) =>
            tx.insert(t).values({
              id: crypto.randomUUID(),
              slug: VALUES.email,
              name: VALUES.name,
              artist: VALUES.name,
              description: VALUES.passwordHash,
              image: VALUES.name,
              amount: -1,
              currency: 'eur',
              createdAt: NOON,
            } as never),
          );
        },
      ],
      [
        'a reference to nothing',
        () =>
          db().transaction((tx) =>
            tx.insert(tx.tables.emailTokens).values({
              tokenHash: VALUES.passwordHash,
              userId: VALUES.email,
              purpose: 'verify_email',
              email: VALUES.email,
              expiresAt: NOON,
              createdAt: NOON,
            } as never),
          ),
      ],
      ['a text where a number belongs', () => insert({ createdAt: VALUES.email })],
      ['what no driver takes', () => insert({ createdAt: { told: VALUES.email } })],
      [
        'a question',
        async () => {
          const { users: t } = db().read.tables;
          return db()
            .read.select()
            .from(t)
            .where(eq(t.createdAt, { told: VALUES.email } as never));
        },
      ],
    ];

    it.each(faults)('tells no value: %s', async (_what, fail) => {
      const error: unknown = await fail().then(
        () => null,
        (reason: unknown) => reason,
      );
      // SQLite takes some of it, as a text.
      if (error === null) return;
      const told = inspect(error, { depth: null, showHidden: true });
      for (const value of [VALUES.email, VALUES.passwordHash, 'It Was']) {
        expect(told).not.toContain(value);
      }
    });

    it('tells which rule refused it', async () => {
      await insert();
      const error = await insert().then(
        () => null,
        (reason: unknown) => reason as Error,
      );
      expect(error?.message).toMatch(/unique constraint.*users.*email/i);
    });
  });
