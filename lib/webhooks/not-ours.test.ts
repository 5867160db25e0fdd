import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findEvent } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { StripeLocalClient } from '@/stripe-local/client';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { STRIPE_API_VERSION } from '../stripe/client';
import { signatureOf } from '../testing/signed-event';
import { openShop, type Shop } from '../testing/shop';
import { aShopper, intentIdOf, typeCard } from '../testing/shopper';
import { startAddingCard } from '../setups/add-card';
import { deliverWebhook } from '../testing/deliver';

let shop: Shop;
let user: User;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  user = await aShopper();
});

/** Delivers an event, and gives what the inbox says of it. */
async function hear(type: string, object: unknown) {
  const id = `evt_${randomUUID().replaceAll('-', '')}`;
  const event = {
    ...{ id, object: 'event', type, livemode: false },
    api_version: STRIPE_API_VERSION,
    data: { object },
  };
  const body = JSON.stringify(event);
  const received = await deliverWebhook(body, signatureOf(body)).catch(String);
  const row = await findEvent(database().read, id);
  return { received, isProcessed: row?.processedAt !== null, note: row?.note };
}

const settled = (note: string) => ({ received: 'received', isProcessed: true, note });

describe('an event about what neither Stripe nor we have', () => {
  it.each([
    ['payment_intent.succeeded', { id: 'pi_gone' }, 'not ours to handle: Stripe has no pi_gone'],
    ['payment_intent.canceled', { id: 'pi_gone' }, 'not ours to handle: Stripe has no pi_gone'],
    [
      'charge.refunded',
      { id: 'ch_gone', payment_intent: 'pi_gone' },
      'not ours to handle: Stripe has no pi_gone',
    ],
    [
      'refund.failed',
      { id: 're_1', payment_intent: 'pi_gone' },
      'not ours to handle: Stripe has no pi_gone',
    ],
    [
      'charge.dispute.created',
      { id: 'dp_1', payment_intent: 'pi_gone' },
      'not ours to handle: Stripe has no pi_gone',
    ],
    ['charge.refunded', { id: 'ch_old', payment_intent: null }, 'not ours to handle'],
    ['setup_intent.succeeded', { id: 'seti_gone' }, 'not ours to handle: Stripe has no seti_gone'],
    [
      'setup_intent.setup_failed',
      { id: 'seti_gone' },
      'not ours to handle: Stripe has no seti_gone',
    ],
    ['payment_method.updated', { id: 'pm_gone' }, 'the card is not one of ours'],
    ['payment_method.detached', { id: 'pm_gone' }, 'the card is not one of ours'],
    ['customer.deleted', { id: 'cus_gone', deleted: true }, 'the customer is not one of ours'],
    ['customer.updated', { id: 'cus_gone' }, 'the customer is not one of ours'],
  ])('%s of %j is processed', async (type, object, note) => {
    expect(await hear(type, object)).toEqual(settled(note));
  });
});

describe('an event about nothing that Stripe could have made', () => {
  const types = [
    ...['payment_intent.succeeded', 'setup_intent.succeeded', 'payment_method.attached'],
    ...['customer.deleted', 'charge.refunded', 'refund.created', 'charge.dispute.closed'],
  ];
  it.each(types)('%s is processed', async (type) => {
    for (const id of [
      undefined,
      null,
      7,
      '',
      '..',
      'pi_1/confirm',
      'a\0',
      '\uD800',
      'x'.repeat(256),
    ]) {
      expect(await hear(type, { id })).toEqual(settled('not ours to handle: it is about nothing'));
    }
  });

  it('is processed where a charge names such a payment', async () => {
    for (const payment_intent of [{}, '', '../charges', '\0', '\uDFFF']) {
      const heard = await hear('charge.refunded', { id: 'ch_1', payment_intent });
      expect(heard).toEqual(settled('not ours to handle'));
    }
  });
});

describe('an event about another program’s payment', () => {
  const intent = (form: Parameters<typeof shop.stripe.post>[1]) =>
    shop.stripe.post('payment_intents', { amount: 500, currency: 'eur', ...form });

  it.each([
    ['without metadata', {}],
    ['in a currency that we do not sell in', { currency: 'gbp' }],
    ['with an order of its own', { metadata: { order_id: '10042' } }],
    ['with both', { currency: 'sek', metadata: { order_id: 'WC-7' } }],
  ])('%s is processed', async (_what, form) => {
    const { id } = await intent(form);
    expect(await hear('payment_intent.created', { id })).toEqual(settled('not ours to handle'));
    const refund = { id: 're_1', payment_intent: id };
    expect(await hear('refund.created', refund)).toEqual(settled('not ours to handle'));
  });

  it('of another shop like ours, in whatever currency, waits for an hour and no longer', async () => {
    const orderId = randomUUID();
    const { id } = await intent({ currency: 'gbp', metadata: { order_id: orderId } });
    expect(await hear('payment_intent.created', { id })).toEqual({
      ...{ received: 'received', isProcessed: false },
      note: `parked: there is no order ${orderId}`,
    });
  });

  it('or card, or Customer is processed', async () => {
    const { id } = await shop.stripe.post('customers', { name: 'Somebody' });
    expect(await hear('customer.updated', { id })).toMatchObject({ isProcessed: true });
    const setup = await shop.stripe.post('setup_intents', { customer: id });
    expect(await hear('setup_intent.succeeded', { id: setup.id })).toEqual(
      settled('the setup is not one of ours'),
    );
  });
});

describe('an event about what we have and Stripe has not', () => {
  // Keys of another account, or Stripe lost it: nothing of it is taken for granted.
  it('is a fault, and stands in the inbox', async () => {
    const { orderId } = await typeCard(user);
    const { clientSecret } = await startAddingCard(user, {
      consentVersion: savingWording('save_card_in_wallet', 'off_session').version,
    });
    const id = await intentIdOf(orderId);
    const setupId = clientSecret.split('_secret_')[0];
    // A Stripe that is made anew knows nothing of what was.
    await new StripeLocalClient(shop.stripeUrl).reset();
    for (const [type, object] of [
      ['payment_intent.succeeded', { id }],
      ['setup_intent.succeeded', { id: setupId }],
    ] as const) {
      const heard = await hear(type, object);
      expect(heard).toMatchObject({ isProcessed: false });
      expect(heard.note).toMatch(/missing/);
    }
  });
});
