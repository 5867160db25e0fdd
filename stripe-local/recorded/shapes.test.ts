import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Started, startForTest } from '../testing/start';

const file = fileURLToPath(new URL('../../../shared/stripe/shapes.json', import.meta.url));
const isThere = existsSync(file);
const title = isThere
  ? 'every recorded key is there'
  : 'every recorded key is there (skipped: the recordings are not beside this folder)';

interface Shape {
  readonly keys: Readonly<Record<string, string>>;
  readonly nested?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
const shapes = isThere
  ? (JSON.parse(readFileSync(file, 'utf8')) as { objects: Readonly<Record<string, Shape>> }).objects
  : {};

type Found = { readonly [key: string]: unknown };

function groupByKind(objects: readonly Found[]): Readonly<Record<string, readonly Found[]>> {
  const groups: Record<string, Found[]> = {};
  for (const object of objects) {
    const kind = `${String(object.object)}${object.deleted === true ? ' (deleted)' : ''}`;
    (groups[kind] ??= []).push(object);
  }
  return groups;
}

let started: Started;
let made: Readonly<Record<string, readonly Found[]>>;

describe.skipIf(!isThere)(title, () => {
  beforeAll(async () => {
    started = await startForTest();
    made = await makeOneOfEach();
  });
  afterAll(() => started.close());

  /** Objects of each kind in the states that fill the keys which are not always there. */
  async function makeOneOfEach(): Promise<typeof made> {
    const { stripe, control } = started;
    const types = { allowed_payment_method_types: ['card' as const] };
    const euros = { amount: 4800, currency: 'eur', ...types };
    const customer = await stripe.customers.create({ name: 'Ada', email: 'ada@example.test' });
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    const saved = { customer: customer.id, payment_method: method.id, confirm: true };
    const paid = await stripe.paymentIntents.create({ ...euros, ...saved });
    const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 100 });
    const declined = await stripe.paymentIntents.create({ ...euros, customer: customer.id });
    await stripe.paymentIntents
      .confirm(declined.id, { payment_method: 'pm_card_chargeDeclined' })
      .catch(() => undefined);
    const secured = await stripe.paymentIntents.create({
      ...euros,
      payment_method: 'pm_card_threeDSecure2Required',
      confirm: true,
    });
    const disputed = await stripe.paymentIntents.create({
      ...euros,
      payment_method: 'pm_card_createDispute',
      confirm: true,
    });
    const setup = await stripe.setupIntents.create({ customer: customer.id });
    const failedSetup = await stripe.setupIntents.create(types);
    await stripe.setupIntents
      .confirm(failedSetup.id, { payment_method: 'pm_card_chargeDeclined' })
      .catch(() => undefined);
    await control.advance(5);
    const charges = (await stripe.charges.list({ limit: 100, expand: ['data.refunds'] })).data;
    const objects: readonly object[] = [
      await stripe.customers.retrieve(customer.id, {
        expand: ['tax', 'invoice_credit_balance'],
      }),
      await stripe.customers.del((await stripe.customers.create()).id),
      await stripe.refunds.list(),
      await stripe.customers.list(),
      method,
      refund,
      setup,
      await stripe.setupIntents.retrieve(failedSetup.id),
      paid,
      secured,
      await stripe.paymentIntents.retrieve(declined.id),
      ...charges,
      ...(await stripe.disputes.list({ payment_intent: disputed.id })).data,
      ...(await stripe.events.list({ limit: 100 })).data,
      ...(await stripe.balanceTransactions.list()).data,
      await stripe.webhookEndpoints.create({ url: 'https://example.test', enabled_events: ['*'] }),
    ];
    const plain = JSON.parse(JSON.stringify(objects)) as Found[];
    return groupByKind(plain);
  }

  const at = (object: Found, path: string): unknown =>
    path.split('.').reduce<unknown>((value, step) => (value as Found | null)?.[step], object);

  it.each(Object.entries(shapes))('%s', (kind, { keys, nested = {} }) => {
    const ours = made[kind] ?? [];
    expect(ours.length, `none of kind ${kind} was made`).toBeGreaterThan(0);
    const missing: string[] = [];
    for (const [key, type] of Object.entries(keys)) {
      const always = !type.includes('sometimes');
      const has = always ? ours.every((each) => key in each) : true;
      if (!has) missing.push(key);
    }
    for (const [path, inner] of Object.entries(nested)) {
      const parts = ours.map((each) => at(each, path)).filter((part) => part instanceof Object);
      for (const [key, type] of Object.entries(inner)) {
        if (type.includes('sometimes')) continue;
        if (parts.length && !parts.some((part) => key in (part as object))) {
          missing.push(`${path}.${key}`);
        }
      }
    }
    expect(missing).toEqual([]);
  });
});
