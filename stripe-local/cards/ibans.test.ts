import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Started, startForTest } from '../testing/start';
import { testIbans } from './ibans';

let started: Started;
beforeAll(async () => {
  started = await startForTest();
});
afterAll(() => started.close());

const names = { succeed: 'succeeded', fail: 'requires_payment_method', dispute: 'succeeded' };

it.each([...testIbans])('%s: %o', async (iban, { end, late }) => {
  const { stripe, control } = started;
  const method = await stripe.paymentMethods.create({
    type: 'sepa_debit',
    sepa_debit: { iban },
    billing_details: { name: 'Ada', email: 'ada@example.test' },
  });
  const { id, status } = await stripe.paymentIntents.create({
    amount: 4_800,
    currency: 'eur',
    allowed_payment_method_types: ['sepa_debit'],
    payment_method: method.id,
    confirm: true,
  });
  expect(status).toBe('processing');
  await control.advance(60);
  const soon = (await stripe.paymentIntents.retrieve(id)).status;
  expect(soon).toBe(late ? 'processing' : names[end]);
  await control.advance(180);
  expect((await stripe.paymentIntents.retrieve(id)).status).toBe(names[end]);
  const disputes = await stripe.disputes.list({ payment_intent: id });
  expect(disputes.data).toHaveLength(end === 'dispute' ? 1 : 0);
});

it('refuses what is no IBAN', async () => {
  const method = started.stripe.paymentMethods.create({
    type: 'sepa_debit',
    sepa_debit: { iban: 'DE89370400440532013001' },
    billing_details: { name: 'Ada', email: 'ada@example.test' },
  });
  await expect(method).rejects.toMatchObject({ code: 'invalid_bank_account_iban' });
});
