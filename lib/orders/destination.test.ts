import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { deleteAddress, replaceAddress } from '@/db/queries/addresses';
import type { Card } from '@/db/queries/cards';
import { findAddressOfOrder } from '@/db/queries/order-addresses';
import { listOrderEvents } from '@/db/queries/order-events';
import { changeOrder, listOrders } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { anAddress, aUser, millLane } from '@/db/testing/rows';
import { database } from '../database';
import { wholeAddress } from '../domain/address';
import { CHARGE_LATER_VERSION } from '../domain/preorder';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  addressOf,
  aShopper,
  buy,
  getOrder,
  intentIdOf,
  preorder,
  shownOfPreorder,
  TIDELINE,
  SALT_LEDGER,
  typeCard,
} from '../testing/shopper';
import { changeOrderAddress } from './change-address';
import { buyWithCard, payOrder } from './checkout/saved-card';
import { startPayment } from './checkout/typed-card';
import { preorderWithCard } from './preorder/saved-card';
import { startPreorder } from './preorder/typed-card';
import { findOrderView } from './view/read-orders';

const { shop, control } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});

const atQuay = { ...millLane, name: 'Ben', line1: '1 Quay', line2: 'Flat 3' };
const goesTo = async (orderId: string) => {
  const has = await findAddressOfOrder(database().read, orderId);
  return has && wholeAddress(has);
};
const rejectsWith = (call: Promise<unknown>, code: string) =>
  expect(call).rejects.toMatchObject({ name: 'Failure', code });
const purchase = () => ({ purchaseId: randomUUID(), productSlug: TIDELINE.productSlug });

type To = { addressId: string } | undefined;
/** Every way to buy a print. */
const ways = {
  'with a saved card': (to: To) =>
    buyWithCard(user, { ...purchase(), shown: TIDELINE.shown, cardId: visa.id, to }),
  'with a typed card': (to: To) =>
    startPayment(user, {
      ...{ subject: purchase(), shown: TIDELINE.shown, to },
      ...{ receiptEmail: user.email, saveCardConsent: null },
    }),
  'as a pre-order, with a saved card': (to: To) =>
    preorderWithCard(user, {
      ...{ subject: { purchaseId: randomUUID(), productSlug: SALT_LEDGER.productSlug }, to },
      ...{ shown: shownOfPreorder(), consentVersion: CHARGE_LATER_VERSION, cardId: visa.id },
    }),
  'as a pre-order, with a typed card': (to: To) =>
    startPreorder(user, {
      ...{ subject: { purchaseId: randomUUID(), productSlug: SALT_LEDGER.productSlug }, to },
      ...{ shown: shownOfPreorder(), consentVersion: CHARGE_LATER_VERSION },
      ...{ receiptEmail: user.email, saveCardConsent: null },
    }),
};

describe.each(Object.entries(ways))('what is bought %s', (_way, buyTo) => {
  it('goes where its page said, whatever becomes of that address', async () => {
    const elsewhere = await anAddress(database(), user, atQuay);
    const { orderId } = await buyTo({ addressId: elsewhere.id });
    await database().transaction((tx) => deleteAddress(tx, user.id, elsewhere.id, Date.now()));
    expect(await goesTo(orderId)).toBe(wholeAddress(atQuay));
  });

  it('is not placed without an address', async () => {
    await rejectsWith(buyTo(undefined), 'address_needed');
    expect(await listOrders(database().read, user.id, 10)).toEqual([]);
  });

  it('is not sent to an address that was changed since it was shown, removed, missing or foreign', async () => {
    const { addressId } = await addressOf(user);
    await database().transaction((tx) =>
      replaceAddress(tx, user.id, addressId, atQuay, Date.now()),
    );
    const gone = await anAddress(database(), user);
    await database().transaction((tx) => deleteAddress(tx, user.id, gone.id, Date.now()));
    const foreign = await anAddress(database(), await aUser(database()));
    for (const id of [addressId, gone.id, randomUUID(), foreign.id]) {
      await rejectsWith(buyTo({ addressId: id }), 'address_changed');
    }
    expect(await listOrders(database().read, user.id, 10)).toEqual([]);
  });
});

describe('Stripe', () => {
  const shippingOf = async (orderId: string) =>
    (await shop.stripe.get<{ shipping: unknown }>(`payment_intents/${await intentIdOf(orderId)}`))
      .shipping;
  const shipping = {
    name: 'Ada',
    address: { line1: '12 Mill Lane', city: 'York', postal_code: 'YO1 7AA', country: 'GB' },
  };

  it('is told where it goes with the intent, of a saved card and a typed one', async () => {
    expect(await shippingOf((await buy(user, visa)).orderId)).toMatchObject(shipping);
    expect(await shippingOf((await typeCard(user)).orderId)).toMatchObject(shipping);
  });

  it('is not told of a change: the parameters stay as they were written down', async () => {
    const { orderId } = await buy(user, visa);
    await control.forgetRequests();
    const { id: addressId } = await anAddress(database(), user, atQuay);
    await changeOrderAddress(user, { orderId, addressId, asShown: wholeAddress(millLane) });
    expect(await control.requests()).toEqual([]);
    expect(await shippingOf(orderId)).toMatchObject(shipping);
  });
});

describe('an order that is paid after it was placed', () => {
  const unpaid = async () => {
    await control.declineNext(visa.stripePaymentMethodId, 'insufficient_funds');
    return (await buy(user, visa)).orderId;
  };
  const pay = (orderId: string, to: Parameters<typeof payOrder>[1]['to']) =>
    payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown, to });

  it('goes where its page showed, and nobody pays for what goes elsewhere by now', async () => {
    const orderId = await unpaid();
    const { id: addressId } = await anAddress(database(), user, atQuay);
    await changeOrderAddress(user, { orderId, addressId, asShown: wholeAddress(millLane) });
    await rejectsWith(pay(orderId, { asShown: wholeAddress(millLane) }), 'address_changed');
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined' });
    await pay(orderId, { asShown: wholeAddress(atQuay) });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('goes where its buyer chose as they paid', async () => {
    const orderId = await unpaid();
    const { id: addressId } = await anAddress(database(), user, atQuay);
    await pay(orderId, { addressId });
    expect(await goesTo(orderId)).toBe(wholeAddress(atQuay));
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    // The way of whoever cannot pay any more changes nothing.
    const { addressId: before } = { addressId: (await anAddress(database(), user)).id };
    await rejectsWith(pay(orderId, { addressId: before }), 'order_closed');
    expect(await goesTo(orderId)).toBe(wholeAddress(atQuay));
  });

  it('is asked about where nobody has said', async () => {
    const orderId = await unpaid();
    await database().transaction((tx) => tx.delete(tx.tables.orderAddresses));
    await rejectsWith(pay(orderId, undefined), 'address_needed');
    await pay(orderId, await addressOf(user));
    expect(await goesTo(orderId)).toBe(wholeAddress(millLane));
  });
});

describe('a change of where an order goes', () => {
  const change = async (orderId: string, asShown: string | null = wholeAddress(millLane)) => {
    const { id: addressId } = await anAddress(database(), user, atQuay);
    return changeOrderAddress(user, { orderId, addressId, asShown });
  };
  const send = async (orderId: string) => {
    const order = await getOrder(orderId);
    return database().transaction((tx) =>
      changeOrder(tx, order, { sentAt: Date.now() }, Date.now()),
    );
  };

  it('is told on its timeline, and not where to', async () => {
    const { orderId } = await buy(user, visa);
    await change(orderId);
    await change(orderId);
    const events = await listOrderEvents(database().read, orderId);
    const changes = events.filter(({ type }) => type === 'address_changed');
    expect(changes.map(({ data }) => data)).toEqual([{ by: 'buyer' }]);
    expect(await findOrderView(user.id, orderId)).toMatchObject({
      goesTo: atQuay,
      canChangeAddress: true,
    });
  });

  it('is refused once it is sent, and once it is canceled', async () => {
    const { orderId } = await buy(user, visa);
    await send(orderId);
    await rejectsWith(change(orderId), 'too_late');
    expect(await findOrderView(user.id, orderId)).toMatchObject({ canChangeAddress: false });
    const later = await preorder(user, visa);
    const order = await getOrder(later.orderId);
    await database().transaction((tx) =>
      changeOrder(tx, order, { paymentState: 'canceled' }, Date.now()),
    );
    await rejectsWith(change(later.orderId), 'order_closed');
  });

  it('is refused where the page showed another address, or somebody else’s order', async () => {
    const { orderId } = await buy(user, visa);
    await rejectsWith(change(orderId, wholeAddress(atQuay)), 'address_changed');
    await rejectsWith(change(orderId, null), 'address_changed');
    const thief = await aShopper();
    const { addressId } = await addressOf(thief);
    const steal = (id: string) =>
      changeOrderAddress(thief, { orderId: id, addressId, asShown: wholeAddress(millLane) });
    await rejectsWith(steal(orderId), 'not_found');
    await rejectsWith(steal(randomUUID()), 'not_found');
    expect(await goesTo(orderId)).toBe(wholeAddress(millLane));
  });

  it('at the moment when it is sent: one of the two, and the parcel knows which', async () => {
    for (let round = 0; round < 8; round++) {
      const { orderId } = await buy(user, visa);
      const both = [() => change(orderId), () => send(orderId)];
      if (round % 2 === 1) both.reverse();
      const results = await Promise.allSettled(both.map((run) => run()));
      const changed = (await goesTo(orderId)) === wholeAddress(atQuay);
      const order = await getOrder(orderId);
      const [changing, sending] = round % 2 === 1 ? results.reverse() : results;
      expect(changing?.status === 'fulfilled').toBe(changed);
      // Who sends it reads the version first: a change after that makes it look again.
      expect(sending).toEqual({ status: 'fulfilled', value: order.sentAt !== null });
      expect(changed && order.sentAt !== null).toBe(false);
    }
  });
});
