import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { insertAttempt } from '@/db/queries/attempts';
import {
  endIntent,
  findLiveIntent,
  giveIntent,
  insertIntent,
  setStripeIntent,
} from '@/db/queries/intents';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { resumePayment } from '../orders/checkout/check-order';
import { payOrder } from '../orders/checkout/saved-card';
import { startPayment } from '../orders/checkout/typed-card';
import { syncOrder } from '../orders/sync/sync-order';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  aShopper,
  buy,
  getOrder,
  intentIdOf,
  stripeCustomerOf,
  TIDELINE,
  typeCard,
  typePreorderCard,
} from '../testing/shopper';
import { startAddingCard } from '../setups/add-card';

const AT_MOST = 3;
const HOUR_MS = 60 * 60_000;
const CANCEL = 'POST /v1/payment_intents/*/cancel';
const CANCEL_SETUP = 'POST /v1/setup_intents/*/cancel';

const { shop, control } = await openFileShop();
let user: User;
beforeEach(async () => {
  user = await aShopper();
});
afterEach(async () => {
  await control.disarm();
  vi.useRealTimers();
});

const consentVersion = savingWording('save_card_in_wallet', 'off_session').version;
const setUp = () => startAddingCard(user, { consentVersion });
const asks = 'pm_card_authenticationRequired';
const bankWaits = { code: 'bank_waits', detail: { retryAfter: expect.any(Number) as number } };
const idOf = ({ clientSecret }: { clientSecret: string }) => clientSecret.split('_secret_')[0];
const confirm = (clientSecret: string, paymentMethod = 'pm_card_visa') =>
  shop.stripe.confirm(
    clientSecret.startsWith('pi_') ? 'payment_intents' : 'setup_intents',
    clientSecret,
    paymentMethod,
  );
const typeAgain = (orderId: string) =>
  startPayment(user, {
    subject: { orderId },
    shown: TIDELINE.shown,
    receiptEmail: user.email,
    saveCardConsent: null,
  });

/** What a browser could still confirm, as Stripe says, the newest first. */
async function liveAt(what: 'payment_intents' | 'setup_intents'): Promise<string[]> {
  const path = `${what}?customer=${await stripeCustomerOf(user)}&limit=100`;
  const { data } = await shop.stripe.get<{ data: { id: string; status: string }[] }>(path);
  return data.filter(({ status }) => status.startsWith('requires_')).map(({ id }) => id);
}

async function many<T>(count: number, begin: () => Promise<T>): Promise<T[]> {
  const begun: T[] = [];
  for (let n = 0; n < count; n++) begun.push(await begin());
  return begun;
}

describe('payments that a person has begun in the browser', () => {
  it('are three: another one gives up the oldest, and its order stays payable', async () => {
    const begun = await many(AT_MOST + 2, () => typeCard(user));
    expect(await liveAt('payment_intents')).toEqual(begun.slice(2).reverse().map(idOf));
    const [first] = begun;
    if (!first) throw new Error('nothing was begun');
    await expect(confirm(first.clientSecret)).rejects.toThrow(/canceled/);

    const again = await typeAgain(first.orderId);
    expect(again.clientSecret).not.toBe(first.clientSecret);
    expect(await liveAt('payment_intents')).toHaveLength(AT_MOST);
    await confirm(again.clientSecret);
    await syncOrder(first.orderId);
    expect(await getOrder(first.orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('are three, however many are begun at once', async () => {
    const begun = await Promise.allSettled(Array.from({ length: 12 }, () => typeCard(user)));
    for (const each of begun.filter(({ status }) => status === 'rejected')) {
      expect(each).toMatchObject({
        reason: { code: expect.stringMatching(/^(bank_waits|bought_just_now)$/) as string },
      });
    }
    expect((await liveAt('payment_intents')).length).toBeLessThanOrEqual(AT_MOST);
  });

  it('are counted once for each order, whichever tab it is typed in', async () => {
    const purchaseId = randomUUID();
    const first = await typeCard(user, { purchaseId });
    await many(AT_MOST - 1, () => typeCard(user));
    await many(3, () => typeCard(user, { purchaseId }));
    expect(await liveAt('payment_intents')).toContain(idOf(first));
  });

  it('do not count where a saved card was declined, and no browser got the secret', async () => {
    const typed = await typeCard(user);
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    await many(AT_MOST + 1, () => buy(user, bad));
    await confirm(typed.clientSecret);
    await syncOrder(typed.orderId);
    expect(await getOrder(typed.orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('count where the bank asks about a saved card', async () => {
    const typed = await typeCard(user);
    const asking = await addCard(shop.stripe, user, asks);
    const challenged = await many(AT_MOST, () => buy(user, asking));
    await expect(confirm(typed.clientSecret)).rejects.toThrow(/canceled/);
    // All three are with a bank: nothing is given up, whoever asks.
    await expect(typeCard(user)).rejects.toMatchObject(bankWaits);
    await expect(typeAgain(typed.orderId)).rejects.toMatchObject(bankWaits);
    await expect(buy(user, asking)).rejects.toMatchObject(bankWaits);
    for (const { orderId } of challenged) {
      const { clientSecret } = await resumePayment(user, { orderId });
      expect(clientSecret).not.toBeNull();
    }
    await shop.stripe.answerChallenge(await intentIdOf(challenged[0]?.orderId ?? ''));
    await syncOrder(challenged[0]?.orderId ?? '');
    await typeCard(user);
  });

  it('leave a bank’s question alone that nobody has told us of yet', async () => {
    const first = await typeCard(user);
    await confirm(first.clientSecret, asks);
    const others = await many(AT_MOST, () => typeCard(user));
    expect(await liveAt('payment_intents')).toEqual(
      expect.arrayContaining([idOf(first), ...others.slice(1).map(idOf)]),
    );
    await shop.stripe.answerChallenge(idOf(first) ?? '');
    await syncOrder(first.orderId);
    expect(await getOrder(first.orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('leave a try alone that was not answered, and say when to come back', async () => {
    const begun = await many(AT_MOST, () => typeCard(user));
    for (const { orderId } of begun) {
      await database().transaction(async (tx) => {
        const intent = await findLiveIntent(tx, orderId);
        if (!intent) throw new Error('no intent');
        const sent = { orderId, intentId: intent.id, amount: 4800, currency: 'eur' as const };
        const card = { cardId: null, cardBrand: null, cardLast4: null };
        const how = {
          kind: 'confirm',
          parameters: {},
          requestId: null,
          outcome: 'unknown',
        } as const;
        await insertAttempt(tx, { ...sent, ...card, ...how }, Date.now());
      });
    }
    await expect(typeCard(user)).rejects.toMatchObject({
      ...bankWaits,
      detail: { retryAfter: 60 },
    });
    expect(await liveAt('payment_intents')).toHaveLength(AT_MOST);
  });

  it('make way where the bank’s question is an hour old', async () => {
    const asking = await addCard(shop.stripe, user, asks);
    const challenged = await many(AT_MOST, () => buy(user, asking));
    const refusal = await typeCard(user).catch((error: unknown) => error);
    const { retryAfter } = (refusal as { detail: { retryAfter: number } }).detail;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + retryAfter * 1000 });
    await typeCard(user);
    const { orderId } = challenged[0] ?? { orderId: '' };
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    expect(await liveAt('payment_intents')).toHaveLength(AT_MOST);
  });
});

describe('the one that is given up', () => {
  it('is canceled by a call that was written down, before another one is made', async () => {
    await many(AT_MOST, () => typeCard(user));
    await control.forgetRequests();
    await typeCard(user);
    const sent = (await control.requests()).filter(({ method }) => method === 'POST');
    expect(sent.map(({ path }) => path.replace(/pi_\w+/, '*'))).toEqual([
      '/v1/payment_intents/*/cancel',
      '/v1/payment_intents',
    ]);
    const { stripeCalls } = database().read.tables;
    const keys = (await database().read.select().from(stripeCalls)).map(({ key }) => `${key}`);
    expect(keys).toContain(sent[0]?.idempotencyKey);
  });

  it('keeps nobody stuck where the answer to its cancel is lost', async () => {
    await many(AT_MOST, () => typeCard(user));
    const before = await liveAt('payment_intents');
    await control.arm({ route: CANCEL, kind: 'reset_after', times: 100 });
    await expect(typeCard(user)).rejects.toMatchObject({ fault: 'unknown' });
    await control.disarm();
    // Nothing was given out beside one that may be alive.
    expect(before).toEqual(expect.arrayContaining(await liveAt('payment_intents')));
    await typeCard(user);
    expect(await liveAt('payment_intents')).toHaveLength(AT_MOST);
  });

  it('keeps nobody stuck where the next one cannot be made', async () => {
    const [first] = await many(AT_MOST, () => typeCard(user));
    const purchaseId = randomUUID();
    await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_before', times: 100 });
    await expect(typeCard(user, { purchaseId })).rejects.toMatchObject({ fault: 'unknown' });
    await control.disarm();
    await typeCard(user, { purchaseId });
    await typeAgain(first?.orderId ?? '');
    expect(await liveAt('payment_intents')).toHaveLength(AT_MOST);
  });

  it('keeps nobody stuck where Stripe has it no more', async () => {
    const [first] = await many(AT_MOST, () => typeCard(user));
    const orderId = first?.orderId ?? '';
    await database().transaction(async (tx) => {
      const live = await findLiveIntent(tx, orderId);
      if (live) await endIntent(tx, live.id, Date.now());
      const gone = await insertIntent(tx, orderId, { createParameters: {}, savesCard: false }, 1);
      await setStripeIntent(tx, gone.id, `pi_gone_${randomUUID().slice(0, 8)}`);
      await giveIntent(tx, gone.id, { at: 1, to: null });
    });
    await typeCard(user);
    expect(await findLiveIntent(database().read, orderId)).toBeNull();
  });
});

describe('cards that a person is adding', () => {
  it('are three, in the wallet and for pre-orders together', async () => {
    const first = await setUp();
    const begun = [
      await typePreorderCard(user),
      await setUp(),
      await typePreorderCard(user),
      await setUp(),
    ];
    expect(await liveAt('setup_intents')).toEqual(begun.slice(1).reverse().map(idOf));
    await expect(confirm(first.clientSecret)).rejects.toThrow(/unexpected_state/);

    // The pre-order whose form was given up takes a card all the same.
    const [preorder] = begun as [Awaited<ReturnType<typeof typePreorderCard>>];
    const again = await typePreorderCard(user, { subject: { orderId: preorder.orderId } });
    expect(again.clientSecret).not.toBe(preorder.clientSecret);
    await confirm(again.clientSecret);
    expect(await liveAt('setup_intents')).toHaveLength(AT_MOST - 1);
  });

  it('are three, however many are begun at once', async () => {
    const begun = await Promise.all(Array.from({ length: 8 }, setUp));
    expect(new Set(begun.map(idOf)).size).toBe(8);
    expect(await liveAt('setup_intents')).toHaveLength(AT_MOST);
  });

  it('leave the ones alone that a bank is asked about, until that is an hour old', async () => {
    for (const { clientSecret } of await many(AT_MOST, setUp)) await confirm(clientSecret, asks);
    await expect(setUp()).rejects.toMatchObject(bankWaits);
    expect(await liveAt('setup_intents')).toHaveLength(AT_MOST);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS });
    await setUp();
    expect(await liveAt('setup_intents')).toHaveLength(AT_MOST);
  });

  it('do not count once they are in the wallet', async () => {
    const first = await setUp();
    await addCard(shop.stripe, user, 'pm_card_visa');
    await addCard(shop.stripe, user, 'pm_card_mastercard');
    await many(AT_MOST - 1, setUp);
    await confirm(first.clientSecret);
  });

  it('keep nobody stuck where the answer to a cancel is lost', async () => {
    await many(AT_MOST, setUp);
    await control.arm({ route: CANCEL_SETUP, kind: 'reset_after', times: 100 });
    await expect(setUp()).rejects.toMatchObject({ fault: 'unknown' });
    await control.disarm();
    await setUp();
    expect(await liveAt('setup_intents')).toHaveLength(AT_MOST);
  });
});

describe('a saved card', () => {
  it('pays an order whose form was given up', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const [first] = await many(AT_MOST + 1, () => typeCard(user));
    const orderId = first?.orderId ?? '';
    await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });
});
