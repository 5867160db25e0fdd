import type { APIRequestContext } from 'playwright/test';
import type Stripe from 'stripe';
import { attack, expect, test } from '../fixtures/attack';
import { confirmCard } from '../fixtures/confirm-card';
import { insertPerson, type Person } from '../fixtures/person';
import { addCard, purchase, SALT_LEDGER, TIDELINE, type Answer } from '../fixtures/purchases';
import type { Records } from '../fixtures/records';
import { testCards } from '../kit/test-cards';
import { newAddress } from '../fixtures/visitor-address';
import { run } from '../setup/run';

type Tester = { visitor: APIRequestContext; who: Person };

/** Every way in which a secret for a typed card leaves the shop. */
const ways: readonly ((tester: Tester) => Promise<Answer>)[] = [
  ({ visitor, who }) => purchase(visitor, who, 'startPayment', TIDELINE),
  ({ visitor, who }) => addCard(visitor, who),
  ({ visitor, who }) => purchase(visitor, who, 'startPreorder', SALT_LEDGER),
];

/** Stripe lets one confirm of an intent happen after the other; two keep it busy. */
const AT_A_TIME = 2;

/** As lib/limits/many-cards.test.ts has it, which attacks in the same way without the pages. */
const MANY = 160;

const ACCOUNTS = 8;

/** So many tabs ask in each way. */
const TABS = run.thorough ? 3 : 1;

/** Tries cards with one secret until Stripe takes no more. Gives how many it took. */
async function tryCards(clientSecret: string): Promise<number> {
  let tried = 0;
  const lane = async () => {
    for (;;) {
      const answer = await confirmCard(clientSecret, testCards.declined);
      if (answer === 'over') return;
      if (answer === 'declined') tried += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  return tried;
}

/** Asks for secrets in every way at once, tries cards on each, and asks for more until it has been told no for a while. */
async function testCardsAs(tester: Tester): Promise<number> {
  let tried = 0;
  const askForMore = async (way: (tester: Tester) => Promise<Answer>) => {
    for (let refused = 0; refused < 2;) {
      const { value, code } = await way(tester);
      if (value?.clientSecret) tried += await tryCards(value.clientSecret);
      // That one is over in a moment, as no bank is asked about these cards.
      else if (code !== 'bank_waits') refused += 1;
    }
  };
  await Promise.all(Array(TABS).fill(ways).flat().map(askForMore));
  return tried;
}

const whatIsSaid = async (tester: Tester): Promise<string[]> =>
  Promise.all(ways.map(async (way) => (await way(tester)).code ?? 'a secret'));

/** The tries may have taken what one person gets of an edition, or of orders that wait. */
const HELD_UP: unknown[] = ways.map(() =>
  expect.stringMatching(/^(payment|card|edition|unpaid)_limit$/),
);

/** What of somebody's can still be confirmed, as Stripe says. */
async function liveOf(stripe: Stripe, records: Records, who: Person): Promise<number> {
  const [owner] = await records.customersOf(who.id);
  const of = { customer: owner?.stripeCustomerId ?? '', limit: 100 };
  const [intents, setups] = [
    await stripe.paymentIntents.list(of),
    await stripe.setupIntents.list(of),
  ];
  return [...intents.data, ...setups.data].filter(({ status }) => status.startsWith('requires_'))
    .length;
}

attack(
  'To find out which of many stolen cards are good',
  'cards tried in the browser’s way on every secret that the shop gives: for payments, the wallet and pre-orders, many at once, by one account and by many from one address, until it gives none any more; a saved card that has paid goes on, and so do people elsewhere',
  () => {
    test('one account gets through with a few dozen, and no further for an hour', async ({
      visit,
      person,
      buyFor,
      records,
      stripe,
    }) => {
      await buyFor(person);
      const tester = { visitor: await visit(person), who: person };
      const tried = await testCardsAs(tester);
      expect(tried).toBeLessThan(MANY);
      await expect.poll(() => whatIsSaid(tester)).toEqual(HELD_UP);
      await expect.poll(() => liveOf(stripe, records, person)).toBe(0);

      const [card] = await records.cardsOf(person.id);
      const wanted = { cardId: card?.id ?? '' };
      const again = await purchase(tester.visitor, person, 'buyWithCard', TIDELINE, wanted);
      expect(again).toMatchObject({ ok: true });
      const order = await records.orderById(again.value?.orderId ?? '');
      expect(order?.paymentState).toBe('paid');
    });

    // A hundred cards and more; lib/limits/card-testing.test.ts tries the count of an address by itself.
    if (run.thorough) {
      test('many accounts from one address are held up together, and nobody elsewhere', async ({
        db,
        visit,
      }) => {
        const testers = await Promise.all(
          Array.from({ length: ACCOUNTS }, async () => {
            const who = await insertPerson(db);
            return { visitor: await visit(who), who };
          }),
        );
        const tried = await Promise.all(testers.map((tester) => testCardsAs(tester)));
        for (const each of tried) expect(each).toBeLessThan(MANY);

        const newcomer = await insertPerson(db);
        expect(await whatIsSaid({ visitor: await visit(newcomer), who: newcomer })).toEqual(
          ways.map(() => 'payment_limit'),
        );
        const elsewhere = await insertPerson(db);
        const visitor = await visit(elsewhere, newAddress());
        expect(await whatIsSaid({ visitor, who: elsewhere })).toEqual(ways.map(() => 'a secret'));
      });
    }
  },
);
