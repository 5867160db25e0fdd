import fc from 'fast-check';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './testing/ask';
import { type Started, startForTest } from './testing/start';

let started: Started;
let stripe: Stripe;
/** Every list that there is, with the filters whose index answers it. */
let paths: Readonly<Record<string, string>>;

beforeAll(async () => {
  started = await startForTest();
  ({ stripe } = started);
  const { id: customer } = await stripe.customers.create({ email: 'ada@example.test' });
  const card = { allowed_payment_method_types: ['card' as const] };
  const euros = { amount: 5_000, currency: 'eur', ...card, customer };
  const setup = await stripe.setupIntents.create({ ...card, customer });
  const paid: string[] = [];
  for (let at = 0; at < 14; at++) {
    await stripe.customers.create({ email: 'grace@example.test' });
    const { id } = await stripe.paymentMethods.attach('pm_card_createDispute', { customer });
    await stripe.setupIntents.create({ ...card, customer });
    await stripe.setupIntents
      .confirm(setup.id, { payment_method: 'pm_card_chargeDeclined' })
      .catch(() => undefined);
    const given = at % 2 ? { payment_method: id } : { payment_method: 'pm_card_visa' };
    const intent = await stripe.paymentIntents.create({
      ...euros,
      ...given,
      confirm: true,
      transfer_group: 'group',
    });
    if (at % 2 === 0) paid.push(intent.id);
    await stripe.webhookEndpoints.create({
      url: 'https://example.test',
      enabled_events: ['account.updated'],
    });
  }
  const [refunded = ''] = paid;
  for (let amount = 1; amount <= 12; amount++) {
    await stripe.refunds.create({ payment_intent: refunded, amount });
  }
  // A charge is booked a moment after it was made; the lists stand still once that is over.
  await started.control.advance(60);
  const charge = (await stripe.paymentIntents.retrieve(refunded)).latest_charge as string;
  paths = {
    'balance transactions': '/v1/balance_transactions',
    charges: '/v1/charges',
    'charges of a customer': `/v1/charges?customer=${customer}`,
    'charges of a group': '/v1/charges?transfer_group=group',
    customers: '/v1/customers',
    'customers with an email': '/v1/customers?email=grace@example.test',
    disputes: '/v1/disputes',
    events: '/v1/events',
    'events of a type': '/v1/events?type=charge.succeeded',
    'events of a family': '/v1/events?type=charge.*',
    'events of some types': '/v1/events?types[]=customer.created&types[]=refund.created',
    'payment intents': '/v1/payment_intents',
    'payment intents of a customer': `/v1/payment_intents?customer=${customer}`,
    'payment methods': `/v1/payment_methods?customer=${customer}`,
    'payment methods of a customer': `/v1/customers/${customer}/payment_methods?type=card`,
    refunds: '/v1/refunds',
    'refunds of a charge': `/v1/refunds?charge=${charge}`,
    'setup attempts': `/v1/setup_attempts?setup_intent=${setup.id}`,
    'setup intents': `/v1/setup_intents?customer=${customer}`,
    'webhook endpoints': '/v1/webhook_endpoints',
  };
});
afterAll(() => started.close());

interface Page {
  readonly data: readonly { readonly id: string; readonly created: number }[];
  readonly has_more: boolean;
}

async function page(path: string, query: string): Promise<Page> {
  const answer = await ask(
    started.local.url,
    `GET ${path}${path.includes('?') ? '&' : '?'}${query}`,
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as unknown as Page;
}

async function forwards(path: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let more = true; more;) {
    const cursor = ids.length ? `&starting_after=${ids.at(-1)}` : '';
    const { data, has_more } = await page(path, `limit=${limit}${cursor}`);
    ids.push(...data.map(({ id }) => id));
    more = has_more;
    // Stripe gives a hundred at most, whatever is asked for.
    expect(data.length === Math.min(limit, 100) || !has_more).toBe(true);
  }
  return ids;
}

async function backwards(path: string, limit: number, last: string): Promise<string[]> {
  const ids = [last];
  for (let more = true; more;) {
    const { data, has_more } = await page(path, `limit=${limit}&ending_before=${ids[0]}`);
    ids.unshift(...data.map(({ id }) => id));
    more = has_more;
  }
  return ids;
}

const names = [
  'balance transactions',
  'charges',
  'charges of a customer',
  'charges of a group',
  'customers',
  'customers with an email',
  'disputes',
  'events',
  'events of a type',
  'events of a family',
  'events of some types',
  'payment intents',
  'payment intents of a customer',
  'payment methods',
  'payment methods of a customer',
  'refunds',
  'refunds of a charge',
  'setup attempts',
  'setup intents',
  'webhook endpoints',
] as const;

describe('a list is paged without a gap or a repeat', () => {
  it.each(names)('%s', async (name) => {
    const path = paths[name] ?? '';
    const whole = await forwards(path, 100);
    expect(whole.length).toBeGreaterThan(5);
    expect(new Set(whole).size).toBe(whole.length);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: Math.ceil(whole.length / 20), max: whole.length + 1 }),
        async (limit) => {
          expect(await forwards(path, limit)).toEqual(whole);
          expect(await backwards(path, limit, whole.at(-1) ?? '')).toEqual(whole);
        },
      ),
      { numRuns: 4 },
    );
  });

  it('also while objects come and go, and a page ends at one that is deleted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.constantFrom('make', 'delete', 'nothing'), { minLength: 12, maxLength: 12 }),
        async (limit, meanwhile) => {
          await started.control.snapshot('paging');
          const email = 'linus@example.test';
          const before: string[] = [];
          for (let at = 0; at < 8; at++)
            before.unshift((await stripe.customers.create({ email })).id);
          const seen: string[] = [];
          for (const what of meanwhile) {
            const cursor = seen.length ? `&starting_after=${seen.at(-1)}` : '';
            const { data, has_more } = await page(
              '/v1/customers',
              `email=${email}&limit=${limit}${cursor}`,
            );
            seen.push(...data.map(({ id }) => id));
            if (!has_more) break;
            if (what === 'make') await stripe.customers.create({ email });
            if (what === 'delete') await stripe.customers.del(seen.at(-1) ?? '');
          }
          expect(seen).toEqual(before);
          await started.control.restore('paging');
        },
      ),
      { numRuns: 10 },
    );
  });

  it('within a range of time', async () => {
    const { data } = await page('/v1/events', 'limit=100');
    const times = data.map(({ created }) => created);
    const middle = times[Math.floor(times.length / 2)] ?? 0;
    const older = await page('/v1/events', `limit=100&created[lt]=${middle}`);
    const rest = await page('/v1/events', `limit=100&created[gte]=${middle}`);
    expect(older.data.every(({ created }) => created < middle)).toBe(true);
    expect(rest.data.every(({ created }) => created >= middle)).toBe(true);
    expect((await page('/v1/events', `created=${middle}`)).data[0]?.created).toBe(middle);
  });
});
