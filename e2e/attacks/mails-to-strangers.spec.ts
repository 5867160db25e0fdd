import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '@/db/database';
import { attack, expect, test } from '../fixtures/attack';
import { confirmCard } from '../fixtures/confirm-card';
import { insertPerson, newName } from '../fixtures/person';
import { purchase, SALT_LEDGER, TIDELINE } from '../fixtures/purchases';
import { wordOf } from '../fixtures/server-actions';
import { testCards } from '../kit/test-cards';

/** In a day, whoever causes them. As lib/notify/write-mail.ts has it. */
const PROOFS_A_DAY = 6;

/** As lib/auth/auth-limits.ts has it. */
const ASKED_AN_HOUR = 5;

const newBox = () => randomUUID().slice(0, 13);

/** The kinds of what left, or is about to, for an address. */
async function mailedTo(db: Database, recipient: string): Promise<string[]> {
  const { mails } = db.read.tables;
  const rows = await db.read.select().from(mails).where(eq(mails.recipient, recipient));
  return rows.filter(({ heldBack }) => heldBack === null).map(({ kind }) => kind);
}

attack(
  'To have the shop mail somebody who wants nothing of it',
  'confirmations to one letter box by several accounts and spellings, many at once: six in a day; somebody else’s address for receipts, with nothing paid, with a pre-order, and with something paid: one receipt; a pre-order by an account whose address nobody has confirmed: refused',
  () => {
    test('a letter box gets six confirmations in a day, in however many accounts', async ({
      db,
      visit,
    }) => {
      const box = newBox();
      const emails = [`${box}@example.com`, `${box}+a@example.com`, `${box}+b@example.com`];
      const words: string[] = [];
      for (const email of emails) {
        const who = await insertPerson(db, 'buyer', newName(), { email, isConfirmed: false });
        const visitor = await visit(who);
        const ask = () => wordOf(visitor, 'sendVerificationAgain', who.id, {});
        words.push(...(await Promise.all(Array.from({ length: ASKED_AN_HOUR + 2 }, ask))));
      }
      expect(words.filter((word) => word === 'done')).toHaveLength(PROOFS_A_DAY);
      expect(new Set(words)).toEqual(new Set(['done', 'too_many_tries']));
      const mailed = await Promise.all(emails.map((email) => mailedTo(db, email)));
      expect(mailed.flat()).toEqual(Array(PROOFS_A_DAY).fill('verify_email'));
    });

    test('another address gets the receipt of what was paid, and nothing else', async ({
      db,
      visit,
      person,
      records,
    }) => {
      const theirs = `${newBox()}@example.com`;
      const wanted = { receiptEmail: theirs };
      const visitor = await visit(person);
      const left = await purchase(visitor, person, 'startPayment', TIDELINE, wanted);
      await wordOf(visitor, 'cancelOrder', person.id, { orderId: left.value?.orderId });

      const later = await purchase(visitor, person, 'startPreorder', SALT_LEDGER, wanted);
      expect(await confirmCard(later.value?.clientSecret ?? '', testCards.visa)).toBe('succeeded');
      const confirmed = async () =>
        (await mailedTo(db, person.email)).includes('preorder_confirmed');
      await expect.poll(confirmed).toBe(true);
      expect(await mailedTo(db, theirs)).toEqual([]);

      const paid = await purchase(visitor, person, 'startPayment', TIDELINE, wanted);
      expect(await confirmCard(paid.value?.clientSecret ?? '', testCards.visa)).toBe('succeeded');
      await expect.poll(() => mailedTo(db, theirs)).toEqual(['receipt']);
      expect((await records.orderById(paid.value?.orderId ?? ''))?.paymentState).toBe('paid');
    });

    test('who has not confirmed an address pre-orders nothing with it', async ({ db, visit }) => {
      const email = `${newBox()}@example.com`;
      const who = await insertPerson(db, 'buyer', newName(), { email, isConfirmed: false });
      const answer = await purchase(await visit(who), who, 'startPreorder', SALT_LEDGER);
      expect(answer).toMatchObject({ ok: false, code: 'address_unconfirmed' });
      expect(await mailedTo(db, email)).toEqual([]);
    });
  },
);
