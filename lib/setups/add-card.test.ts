import { beforeEach, describe, expect, it } from 'vitest';
import { findOwnSetup } from '@/db/queries/card-setups';
import { findConsent } from '@/db/queries/consents';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { openFileShop } from '../testing/file-shop';
import {
  aShopper,
  preorder,
  stripeCustomerOf,
  addCard,
  typePreorderCard,
} from '../testing/shopper';
import { listCards } from '../wallet/list-cards';
import { startAddingCard } from './add-card';
import { lookAtSetup } from './look-at-setup';
import { syncSetup } from './sync-setup';

const { shop, control } = await openFileShop();
const { version: consentVersion } = savingWording('save_card_in_wallet', 'off_session');
let user: User;
beforeEach(async () => {
  user = await aShopper();
});

const start = (cardSetupId?: string | null, of = user) =>
  startAddingCard(of, { consentVersion, ...(cardSetupId !== undefined && { cardSetupId }) });
const confirm = (clientSecret: string, card = 'pm_card_visa') =>
  shop.stripe.confirm('setup_intents', clientSecret, card);
const refused = (confirming: Promise<unknown>) => expect(confirming).rejects.toThrow(/402/);
const made = async () => {
  const customer = await stripeCustomerOf(user);
  const { data } = await shop.stripe.get<{ data: { id: string; status: string }[] }>(
    `setup_intents?customer=${customer}`,
  );
  return data;
};

describe('a form that tries again', () => {
  it('goes on with the set-up whose card was refused', async () => {
    const first = await start();
    await refused(confirm(first.clientSecret, 'pm_card_chargeDeclined'));
    const second = await start(first.cardSetupId);
    expect(second).toEqual(first);
    const { id } = await confirm(second.clientSecret);
    expect(await lookAtSetup(user, id)).toBe(true);
    expect(await made()).toHaveLength(1);
    expect(await listCards(user.id)).toMatchObject([{ last4: '4242' }]);
  });

  it('is counted as the one form that it is, however often its bank says no', async () => {
    const first = await start();
    for (let tries = 0; tries < 12; tries++) {
      expect(await start(first.cardSetupId)).toEqual(first);
    }
    await expect(start()).resolves.not.toEqual(first);
  });

  it('gets another set-up where its own was canceled', async () => {
    const first = await start();
    const [setup] = await made();
    await shop.stripe.post(`setup_intents/${setup?.id}/cancel`);
    const second = await start(first.cardSetupId);
    expect(second.cardSetupId).not.toBe(first.cardSetupId);
    const ended = await findOwnSetup(database().read, user.id, first.cardSetupId);
    expect(ended?.endedAt).not.toBeNull();
    await syncSetup((await confirm(second.clientSecret)).id);
    expect(await listCards(user.id)).toHaveLength(1);
  });

  it('keeps the card that was saved without a word, beside what is typed now', async () => {
    const first = await start();
    await confirm(first.clientSecret);
    const second = await start(first.cardSetupId);
    expect(second.cardSetupId).not.toBe(first.cardSetupId);
    expect(await listCards(user.id)).toMatchObject([{ last4: '4242' }]);
    await syncSetup((await confirm(second.clientSecret, 'pm_card_mastercard')).id);
    expect((await listCards(user.id)).map(({ last4 }) => last4).sort()).toEqual(['4242', '4444']);
  });

  it('is not kept waiting by a bank whose question was left: a browser may confirm it anew', async () => {
    const first = await start();
    await confirm(first.clientSecret, 'pm_card_authenticationRequired');
    expect(await start(first.cardSetupId)).toEqual(first);
  });

  it('is agreed to anew, before the secret leaves', async () => {
    const first = await start();
    const before = await findConsent(database().read, first);
    await start(first.cardSetupId);
    const now = await findConsent(database().read, first);
    expect(now).toMatchObject({ kind: 'save_card_in_wallet', version: consentVersion });
    expect(now?.createdAt).toBeGreaterThanOrEqual(before?.createdAt ?? Infinity);
  });

  it('costs one look, and nothing is made', async () => {
    const first = await start();
    await control.forgetRequests();
    await start(first.cardSetupId);
    const sent = (await control.requests()).map(({ method, path }) => `${method} ${path}`);
    expect(sent).toEqual([`GET /v1/setup_intents/${(await made())[0]?.id}`]);
  });
});

describe('a set-up that is not this form’s', () => {
  const nobodys = '00000000-0000-7000-8000-000000000000';

  it.each([
    ['missing', () => Promise.resolve(nobodys)],
    ['somebody else’s', async () => (await start(null, await aShopper())).cardSetupId],
    [
      'a pre-order’s',
      async () => {
        await typePreorderCard(user);
        const { cardSetups } = database().read.tables;
        const rows = await database().read.select().from(cardSetups);
        return rows.find(({ userId, orderId }) => userId === user.id && orderId)?.id ?? '';
      },
    ],
  ])('is as good as none: %s', async (_which, find) => {
    const theirs = await find();
    const mine = await start(theirs);
    expect(mine.cardSetupId).not.toBe(theirs);
    expect(await findOwnSetup(database().read, user.id, mine.cardSetupId)).toMatchObject({
      orderId: null,
      cardId: null,
    });
  });
});

it('saves cards for later charges, too, unless the merchant wants less', async () => {
  const card = await addCard(shop.stripe, user, 'pm_card_visa');
  expect(card.setupUsage).toBe('off_session');
  await preorder(user, card);
});
