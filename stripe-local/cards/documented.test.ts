import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Started, startForTest } from '../testing/start';
import { findCard, findNamedCard } from './catalog';
import { outcomesOf } from './outcomes';

const shared = fileURLToPath(new URL('../../../shared/stripe/test-cards.json', import.meta.url));
const isThere = existsSync(shared);

interface Refusal {
  readonly status?: number;
  readonly type?: string;
  readonly code?: string;
  readonly decline_code?: string | null;
  readonly param?: string | null;
  readonly message?: string;
  readonly advice_code?: string | null;
  readonly network_decline_code?: string | null;
  readonly network_advice_code?: string | null;
}

interface DocumentedCard {
  readonly number: string;
  readonly payment_method: string | null;
  readonly token: string | null;
  readonly other_names?: readonly string[];
  readonly category: string;
  readonly description: string;
  readonly brand?: string;
  readonly cobrand?: string;
  readonly funding?: string;
  readonly country?: string;
  readonly attach?: string;
  readonly on_session?: string;
  readonly off_session_not_setup?: string;
  readonly off_session_after_setup?: string;
  readonly setup_intent?: string;
  readonly recorded?: Refusal & { readonly last4?: string; readonly off_session?: string };
}

const cards = isThere
  ? (JSON.parse(readFileSync(shared, 'utf8')) as { cards: readonly DocumentedCard[] }).cards
  : [];
const namesOf = ({ payment_method: method, token, other_names: others = [] }: DocumentedCard) =>
  [method, token, ...others].filter((name) => name !== null);
const title = isThere
  ? 'every row of the documented cards'
  : 'every row of the documented cards (skipped: the list is not beside this folder)';

const typed = (number: string) => ({
  number,
  exp_month: 12,
  exp_year: 2040,
  cvc: /^3[47]/.test(number) ? '1234' : '123',
});

/** `402 card_declined/insufficient_funds` and `succeeds` in the words of our own table. */
function outcome(said: string): string {
  if (said.startsWith('succeeds')) return 'succeeded';
  const [, code = ''] = /^402 (\w+(?:\/\w+)?)/.exec(said) ?? [];
  return code.split('/').at(-1) ?? '';
}

describe.skipIf(!isThere)(title, () => {
  let started: Started;
  let stripe: Stripe;
  beforeAll(async () => {
    started = await startForTest();
    ({ stripe } = started);
  });
  afterAll(() => started.close());

  const makeMethod = async ({ payment_method: name, number }: DocumentedCard): Promise<string> => {
    if (name) return name;
    return (await stripe.paymentMethods.create({ type: 'card', card: typed(number) })).id;
  };
  const pay = (payment_method: string, more: object = {}) =>
    stripe.paymentIntents.create({
      amount: 4_800,
      currency: 'eur',
      allowed_payment_method_types: ['card'],
      payment_method,
      confirm: true,
      ...more,
    });
  const refusalOf = async (call: Promise<unknown>): Promise<Stripe.errors.StripeError | null> =>
    call.then(
      () => null,
      (error: unknown) => error as Stripe.errors.StripeError,
    );
  /** The row's card as the API shows it, typed and by each of its names. */
  const shown = async (row: DocumentedCard) => {
    const methods = [await stripe.paymentMethods.create({ type: 'card', card: typed(row.number) })];
    for (const name of namesOf(row)) {
      if (cards.find((each) => namesOf(each).includes(name)) !== row) continue;
      methods.push(
        name.startsWith('tok_')
          ? await stripe.paymentMethods.create({ type: 'card', card: { token: name } })
          : await stripe.paymentMethods.retrieve(name),
      );
    }
    return methods.map(({ card }) => card);
  };
  const inWallet = async (card: DocumentedCard) => {
    const customer = (await stripe.customers.create()).id;
    const method = await stripe.paymentMethods.attach(await makeMethod(card), { customer });
    return { customer, method: method.id };
  };

  it('is one of ours', () => {
    expect(cards.length).toBeGreaterThan(140);
    for (const row of cards.filter(({ category }) => category !== 'invalid_data')) {
      expect(findCard(row.number), row.number).toBeDefined();
    }
  });

  it.each(cards.map((row) => [row.number, row.description, row] as const))(
    '%s: %s',
    async (number, _, row) => {
      if (row.category === 'invalid_data') {
        const refused = await refusalOf(
          stripe.paymentMethods.create({ type: 'card', card: typed(number) }),
        );
        expect(refused?.raw).toMatchObject({ code: row.recorded?.code, param: 'number' });
        return;
      }
      const ours = findCard(number);
      for (const card of await shown(row)) {
        if (row.brand) expect(row.brand).toContain(card?.brand);
        if (row.funding) expect(card?.funding).toBe(row.funding);
        if (row.country) expect(card?.country).toBe(row.country);
        if (row.cobrand) expect(card?.networks?.available).toEqual([row.cobrand, row.brand]);
      }
      for (const name of namesOf(row)) {
        // A name that two rows claim is the first one's; some stand for another number, as recorded.
        const owner = cards.find((each) => namesOf(each).includes(name)) ?? row;
        const last4 = owner.recorded?.last4 ?? owner.number.slice(-4);
        expect(findNamedCard(name)?.number.slice(-4), name).toBe(last4);
      }
      const expected = outcomesOf(number);
      const { recorded } = row;
      if (recorded?.status === 402) {
        const refused = await refusalOf(
          row.category === 'decline_after_attach'
            ? inWallet(row).then(({ customer, method }) => pay(method, { customer }))
            : pay(await makeMethod(row)),
        );
        const { type, code, decline_code, message } = recorded;
        expect(refused?.raw).toMatchObject({ type, code, decline_code, message });
        for (const name of [
          'advice_code',
          'network_decline_code',
          'network_advice_code',
          'param',
        ] as const) {
          if (!(name in recorded)) continue;
          const said = (refused?.raw as Refusal)[name] ?? null;
          expect(said, name).toBe(recorded[name] ?? null);
        }
      }
      if (row.attach?.startsWith('refused 402')) {
        expect((await refusalOf(inWallet(row)))?.statusCode).toBe(402);
      }
      if (row.on_session?.startsWith('requires_action')) {
        expect(expected.payAndSave).toMatch(/^requires_action/);
      }
      if (row.setup_intent) expect(expected.save).toMatch(new RegExp(`^${row.setup_intent}`));
      if (row.off_session_after_setup) {
        expect(expected.offSession).toBe(outcome(row.off_session_after_setup));
      }
      const offSession = row.off_session_not_setup ?? row.recorded?.off_session;
      if (offSession) {
        const { customer, method } = await inWallet(row);
        const refused = await refusalOf(pay(method, { customer, off_session: true }));
        expect(refused ? (refused.decline_code ?? refused.code) : 'succeeded').toBe(
          outcome(offSession),
        );
      }
      if (row.category.startsWith('success')) expect(expected.payAndSave).toBe('succeeded');
      if (row.category === 'dispute' && ours?.disputes) {
        expect(expected.afterwards).toMatch(/needs_response/);
      }
      if (row.category === 'refund') expect(expected.afterwards).toMatch(/ > /);
    },
  );
});
