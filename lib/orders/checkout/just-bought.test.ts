import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { listOrders } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { savingWording } from '../../domain/consent';
import { CHARGE_LATER_VERSION } from '../../domain/preorder';
import { JUST_NOW_MS, type PurchaseSubject } from '../../domain/subject';
import { openFileShop } from '../../testing/file-shop';
import {
  addCard,
  addressOf,
  aShopper,
  attemptsOf,
  copiesLeft,
  getOrder,
  SALT_LEDGER,
  shownOfPreorder,
  TIDELINE,
} from '../../testing/shopper';
import { buyWithCard } from './saved-card';
import { startPayment } from './typed-card';
import { cancelOrder } from '../give-up-order';
import { preorderWithCard } from '../preorder/saved-card';
import { startPreorder } from '../preorder/typed-card';

const { shop } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});
afterEach(() => vi.useRealTimers());

/** Each page that is drawn of the same print makes a purchase of its own. */
const pageOf = (productSlug: string, besides?: string): PurchaseSubject => ({
  purchaseId: randomUUID(),
  productSlug,
  besides,
});
const typed = () => ({ receiptEmail: user.email, saveCardConsent: null });
const later = () => ({ shown: shownOfPreorder(), consentVersion: CHARGE_LATER_VERSION });

/** Every way to buy a print. */
const ways = {
  'with a saved card': {
    slug: TIDELINE.productSlug,
    buy: async (page: PurchaseSubject) =>
      buyWithCard(user, {
        ...page,
        to: await addressOf(user),
        shown: TIDELINE.shown,
        cardId: visa.id,
      }),
  },
  'with a typed card': {
    slug: TIDELINE.productSlug,
    buy: async (page: PurchaseSubject) =>
      startPayment(user, {
        subject: page,
        to: await addressOf(user),
        shown: TIDELINE.shown,
        ...typed(),
      }),
  },
  'as a pre-order, with a saved card': {
    slug: SALT_LEDGER.productSlug,
    buy: async (page: PurchaseSubject) =>
      preorderWithCard(user, {
        subject: page,
        to: await addressOf(user),
        ...later(),
        cardId: visa.id,
      }),
  },
  'as a pre-order, with a typed card': {
    slug: SALT_LEDGER.productSlug,
    buy: async (page: PurchaseSubject) =>
      startPreorder(user, { subject: page, to: await addressOf(user), ...later(), ...typed() }),
  },
};

const ordersOf = () => listOrders(database().read, user.id, 10);

describe.each(Object.entries(ways))('bought %s', (_way, { slug, buy }) => {
  const refusalOf = async (orderId: string) => {
    const { id, reference } = await getOrder(orderId);
    return { code: 'bought_just_now', detail: { order: { id, reference } } };
  };

  it('the page loaded again buys no second one, and names the first', async () => {
    const { orderId } = await buy(pageOf(slug));
    await expect(buy(pageOf(slug))).rejects.toMatchObject(await refusalOf(orderId));
    expect(await ordersOf()).toHaveLength(1);
  });

  it('another copy is bought by who knows of the first, and asked about again', async () => {
    const { orderId: first } = await buy(pageOf(slug));
    const { orderId: second } = await buy(pageOf(slug, first));
    expect(await ordersOf()).toHaveLength(2);
    await expect(buy(pageOf(slug, first))).rejects.toMatchObject(await refusalOf(second));
  });

  it('two tabs at once buy one', async () => {
    const all = await Promise.allSettled([buy(pageOf(slug)), buy(pageOf(slug))]);
    expect(all.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await ordersOf()).toHaveLength(1);
  });

  it("somebody else's order is none to know of", async () => {
    const { orderId } = await buy(pageOf(slug));
    const mine = { user, visa };
    user = await aShopper();
    visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const theirs = await buy(pageOf(slug));
    ({ user, visa } = mine);
    await expect(buy(pageOf(slug, theirs.orderId))).rejects.toMatchObject(await refusalOf(orderId));
  });

  it('after ten minutes it is a purchase like any other', async () => {
    await buy(pageOf(slug));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + JUST_NOW_MS });
    await buy(pageOf(slug));
    expect(await ordersOf()).toHaveLength(2);
  });
});

it('an order that was canceled does not stand in the way', async () => {
  const page = pageOf(SALT_LEDGER.productSlug);
  const { orderId } = await startPreorder(user, {
    subject: page,
    to: await addressOf(user),
    ...later(),
    ...typed(),
  });
  await cancelOrder(user, { orderId });
  await preorderWithCard(user, {
    subject: pageOf(SALT_LEDGER.productSlug),
    to: await addressOf(user),
    ...later(),
    cardId: visa.id,
  });
});

it('a refusal takes no copy', async () => {
  const { buy } = ways['as a pre-order, with a saved card'];
  await buy(pageOf(SALT_LEDGER.productSlug));
  const left = await copiesLeft(SALT_LEDGER.productSlug);
  await expect(buy(pageOf(SALT_LEDGER.productSlug))).rejects.toThrow('bought_just_now');
  expect(await copiesLeft(SALT_LEDGER.productSlug)).toBe(left);
});

describe('back to the page, and pressed again', () => {
  it.each(['with a saved card', 'as a pre-order, with a saved card'] as const)(
    '%s: it is the same order, and says that nothing was begun now',
    async (way) => {
      const page = pageOf(ways[way].slug);
      const { orderId } = await ways[way].buy(page);
      expect(await ways[way].buy(page)).toEqual({ orderId, clientSecret: null, isAgain: true });
    },
  );

  it('with a typed card, once it is paid: it names the order', async () => {
    const page = pageOf(TIDELINE.productSlug);
    const { orderId } = await ways['with a saved card'].buy(page);
    const { reference } = await getOrder(orderId);
    const wording = savingWording('save_card_while_paying', 'off_session').version;
    await expect(
      startPayment(user, {
        subject: page,
        shown: TIDELINE.shown,
        to: await addressOf(user),
        receiptEmail: user.email,
        saveCardConsent: wording,
      }),
    ).rejects.toMatchObject({
      code: 'bought_just_now',
      detail: { order: { id: orderId, reference } },
    });
    expect(await attemptsOf(orderId)).toHaveLength(1);
  });
});
