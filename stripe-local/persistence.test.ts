import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startForTest } from './testing/start';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stripe-local-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bought = {
  amount: 4800,
  currency: 'eur',
  allowed_payment_method_types: ['card' as const],
  payment_method: 'pm_card_visa',
  confirm: true,
};

it('a restart keeps the account, the objects, the keys and what was still to come', async () => {
  const dataFile = join(folder, 'stripe.jsonl');
  const first = await startForTest({ dataFile });
  const account = await first.stripe.accounts.retrieveCurrent();
  const customer = await first.stripe.customers.create({ name: 'Ada' });
  const intent = await first.stripe.paymentIntents.create(bought, { idempotencyKey: 'kept' });
  await first.close();

  const second = await startForTest({ dataFile });
  expect((await second.stripe.accounts.retrieveCurrent()).id).toBe(account.id);
  expect((await second.stripe.customers.retrieve(customer.id)).lastResponse.statusCode).toBe(200);
  const again = await second.stripe.paymentIntents.create(bought, { idempotencyKey: 'kept' });
  expect(again.id).toBe(intent.id);
  await second.control.advance(5);
  const charge = await second.stripe.charges.retrieve(intent.latest_charge as string);
  expect(charge.balance_transaction).not.toBeNull();
  await second.close();
});

it('what was answered is on the file even if the process is killed', async () => {
  const dataFile = join(folder, 'stripe.jsonl');
  const killed = await startForTest({ dataFile });
  const { id } = await killed.stripe.customers.create();
  const written = readFileSync(dataFile, 'utf8');
  expect(written).toContain(id);
  await killed.close();
});

it('a line cut off in the middle of being written is passed over', async () => {
  const dataFile = join(folder, 'stripe.jsonl');
  const first = await startForTest({ dataFile });
  const { id } = await first.stripe.customers.create();
  await first.close();
  appendFileSync(dataFile, '{"c":"customers","r":{"seq":2,"obj');
  const second = await startForTest({ dataFile });
  expect((await second.stripe.customers.list()).data.map((customer) => customer.id)).toEqual([id]);
  await second.close();
});

it('the same seed gives the same ids and times', async () => {
  const run = async () => {
    const { stripe, close } = await startForTest({ seed: 7 });
    const customer = await stripe.customers.create();
    const intent = await stripe.paymentIntents.create(bought);
    await close();
    return [customer.id, customer.created, intent.id, intent.created, intent.latest_charge];
  };
  expect(await run()).toEqual(await run());
});

it('a snapshot brings back what was there', async () => {
  const { stripe, control, close } = await startForTest();
  const kept = await stripe.customers.create({ name: 'Kept' });
  await control.snapshot('before');
  await stripe.customers.update(kept.id, { name: 'Changed' });
  const gone = await stripe.customers.create();
  await control.restore('before');
  expect(await stripe.customers.retrieve(kept.id)).toMatchObject({ name: 'Kept' });
  await expect(stripe.customers.retrieve(gone.id)).rejects.toThrow('No such customer');
  await control.reset();
  expect((await stripe.customers.list()).data).toEqual([]);
  await close();
});
