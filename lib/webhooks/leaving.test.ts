import { expect, it, vi } from 'vitest';
import { findEvent } from '@/db/queries/webhook-events';
import { database } from '../database';
import { openFileShop } from '../testing/file-shop';
import { aShopper, getOrder, typeCard } from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import { beginLeaving, untilNothingIsUnderWay } from '../under-way';
import { receiveWebhook } from './receive';
import { inboxIsDrained, leaveWaiting } from './take-up';

const { shop, control } = await openFileShop();

const receive = (event: object) => {
  const body = JSON.stringify(event);
  return receiveWebhook(body, signatureOf(body));
};
const stored = async (id: string) => findEvent(database().read, id);

it('a server that is told to end finishes what it handles, and leaves the rest to others', async () => {
  const { orderId, clientSecret } = await typeCard(await aShopper());
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
  const [handled] = await shop.stripe.events('payment_intent.succeeded');
  if (!handled) throw new Error('nothing was paid');
  await control.arm({ route: 'GET /v1/payment_intents/*', kind: 'hold', times: 1 });
  await receive(handled);
  await vi.waitFor(async () => expect(await control.holds()).toHaveLength(1));
  await receive({ ...handled, id: 'evt_waits' });
  beginLeaving();
  await leaveWaiting();
  await receive({ ...handled, id: 'evt_comes' });
  await control.endHolds('arrive');
  await inboxIsDrained();
  await untilNothingIsUnderWay();
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  expect((await stored(handled.id))?.processedAt).not.toBeNull();
  for (const id of ['evt_waits', 'evt_comes']) {
    const row = await stored(id);
    expect(row).toMatchObject({ processedAt: null, tries: 0 });
    // Another server takes it up with its next look.
    expect(row?.nextTryAt).toBeLessThanOrEqual(Date.now());
  }
});
