import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { findEvent } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { costOf } from '../testing/cost';
import { deliverWebhook } from '../testing/deliver';
import { openFileShop } from '../testing/file-shop';
import { addCard, aShopper, buy, getOrder, intentIdOf, typeCard } from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import { STRIPE_API_VERSION } from '../stripe/client';
import { startAddingCard } from '../setups/add-card';

/** Commits are what the whole shop waits for, and most events tell what the click knew already. */

const { shop, control } = await openFileShop();
let user: User;
let card: Card;
beforeEach(async () => {
  user = await aShopper();
  card = await addCard(shop.stripe, user, 'pm_card_visa');
});

let made = 0;
async function cost(type: string, object: object, also: object = {}) {
  const id = `evt_cost${(made += 1)}`;
  const about = { id, object: 'event', type, api_version: STRIPE_API_VERSION, livemode: false };
  const body = JSON.stringify({ ...about, data: { object, ...also } });
  const { commits, calls } = await costOf(control, () => deliverWebhook(body, signatureOf(body)));
  const row = await findEvent(database().read, id);
  expect(row?.processedAt).not.toBeNull();
  expect(row).toMatchObject({ tries: 1, nextTryAt: null });
  return { commits, calls, note: row?.note };
}

describe('an event that tells nothing new is one commit and no call', () => {
  it('of a type that we do not handle', async () => {
    expect(await cost('product.created', { id: 'prod_1' })).toEqual({
      ...{ commits: 1, calls: [] },
      note: 'not ours to handle',
    });
  });

  it('about nothing', async () => {
    expect(await cost('payment_intent.created', { object: 'payment_intent' })).toEqual({
      ...{ commits: 1, calls: [] },
      note: 'not ours to handle: it is about nothing',
    });
  });

  it.each(['created', 'succeeded', 'processing'])(
    'payment_intent.%s of an order that is paid',
    async (what) => {
      const { orderId } = await buy(user, card);
      const object = { id: await intentIdOf(orderId) };
      const { reference } = await getOrder(orderId);
      expect(await cost(`payment_intent.${what}`, object)).toEqual({
        ...{ commits: 1, calls: [] },
        note: `order ${reference}: known already`,
      });
    },
  );

  it('about a card that is on its tile as it is told, or that is not ours', async () => {
    const object = { id: card.stripePaymentMethodId, allow_redisplay: 'always' };
    const changed = { previous_attributes: { allow_redisplay: 'unspecified' } };
    for (const spent of [
      await cost('payment_method.attached', object),
      await cost('payment_method.updated', object, changed),
      await cost('payment_method.detached', { id: 'pm_of_nobody' }),
      await cost('setup_intent.created', { id: 'seti_of_nobody' }),
    ]) {
      expect(spent).toMatchObject({ commits: 1, calls: [] });
    }
  });
});

describe('one that may tell something is two commits and a call', () => {
  it('a success that was not heard of', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    const { reference } = await getOrder(orderId);
    const object = { id: await intentIdOf(orderId) };
    expect(await cost('payment_intent.succeeded', object)).toEqual({
      ...{ commits: 2, calls: ['GET /v1/payment_intents/*'] },
      note: `order ${reference}: succeeded`,
    });
  });

  it('a refund of an order that is paid', async () => {
    const { orderId } = await buy(user, card);
    const object = { id: 're_1', payment_intent: await intentIdOf(orderId) };
    expect(await cost('refund.updated', object)).toMatchObject({
      ...{ commits: 2, calls: ['GET /v1/payment_intents/*'] },
    });
  });

  it('a set-up that failed, which is counted', async () => {
    const { clientSecret } = await startAddingCard(user, {
      consentVersion: savingWording('save_card_in_wallet', 'off_session').version,
    });
    const id = clientSecret.split('_secret_')[0];
    expect((await cost('setup_intent.setup_failed', { id })).commits).toBe(2);
  });
});
