import { findProduct } from '@/db/queries/products';
import { findStock } from '@/db/queries/stock';
import type { Database } from '@/db/database';
import { attack, expect, test } from '../fixtures/attack';
import { insertPerson } from '../fixtures/person';
import { insertProduct } from '../fixtures/product';
import { purchase, TIDELINE, type Answer, type Print } from '../fixtures/purchases';
import { run } from '../setup/run';

const COPIES = 5;
const price = { amount: 9600, currency: 'eur' } as const;

/** As lib/domain/edition.ts has it. */
const UNPAID_AT_MOST = 10;

/** Is attached, and declines whenever it is charged: https://docs.stripe.com/testing */
const NEVER_PAYS = 'pm_card_chargeCustomerFail';

async function leftOf(db: Database, slug: string): Promise<number> {
  const product = await findProduct(db.read, slug);
  const stock = product && (await findStock(db.read, product.id));
  if (!stock) throw new Error(`${slug} is no limited edition`);
  return stock.available;
}

/** As many at once as there are copies, and one more. */
const allAtOnce = (buy: () => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: COPIES + 1 }, buy));

const refusals = (answers: readonly Answer[]) =>
  answers.filter(({ ok }) => !ok).map(({ code }) => code);

attack(
  'To keep an edition from everybody else',
  'a whole edition bought at once with a card that always declines, pre-ordered with it, and by forms that are begun and left: two copies for each account, and a declined one is back at once; orders that wait for their payment, without an end: ten',
  () => {
    test('one account has two copies, paid or not, and what was declined is back', async ({
      db,
      visit,
      person,
      stranger,
      saveCard,
      records,
    }) => {
      const printed: Print = { slug: await insertProduct(db, price, COPIES), price };
      const onDemand: Print = {
        slug: await insertProduct(db, price, COPIES, 42),
        price,
        shipsWithinDays: 42,
      };
      const [holder, leaver] = [await visit(person), await visit(stranger)];
      const { id: cardId } = await saveCard(NEVER_PAYS, { of: person });

      const bought = await allAtOnce(() =>
        purchase(holder, person, 'buyWithCard', printed, { cardId }),
      );
      expect(refusals(bought)).toEqual(Array(COPIES - 1).fill('edition_limit'));
      const orders = await records.ordersOf(person.id);
      expect(orders.map(({ paymentState }) => paymentState)).toEqual(['declined', 'declined']);
      expect(await leftOf(db, printed.slug)).toBe(COPIES);

      const ordered = await allAtOnce(() =>
        purchase(holder, person, 'preorderWithCard', onDemand, { cardId }),
      );
      expect(refusals(ordered)).toEqual(Array(COPIES - 1).fill('edition_limit'));
      expect(await leftOf(db, onDemand.slug)).toBe(COPIES - 2);

      const begun = await allAtOnce(() => purchase(leaver, stranger, 'startPayment', printed));
      expect(refusals(begun)).toEqual(Array(COPIES - 1).fill('edition_limit'));
      expect(await leftOf(db, printed.slug)).toBe(COPIES - 2);
      const buyer = await insertPerson(db);
      const visa = await saveCard('pm_card_visa', { of: buyer });
      const wanted = { cardId: visa.id };
      const own = await purchase(await visit(buyer), buyer, 'buyWithCard', printed, wanted);
      expect((await records.orderById(own.value?.orderId ?? ''))?.paymentState).toBe('paid');
    });

    // Twelve forms, and nine cancels: lib/orders tries the same without pages.
    if (run.thorough) {
      test('one account has ten orders that wait for their payment', async ({
        visit,
        person,
        records,
      }) => {
        const visitor = await visit(person);
        const answers: Answer[] = [];
        for (let n = 0; n < UNPAID_AT_MOST + 2; n++) {
          answers.push(await purchase(visitor, person, 'startPayment', TIDELINE));
        }
        expect(refusals(answers)).toEqual(['unpaid_limit', 'unpaid_limit']);
        expect(await records.ordersOf(person.id)).toHaveLength(UNPAID_AT_MOST);
      });
    }
  },
);
