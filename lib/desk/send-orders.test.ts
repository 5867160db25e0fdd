import { beforeAll, describe, expect, it, vi } from 'vitest';
import { insertAttention } from '@/db/queries/attention';
import { claimMail, listMailsOfOrder } from '@/db/queries/mails';
import { putOrderAddress } from '@/db/queries/order-addresses';
import { listOrderEvents } from '@/db/queries/order-events';
import { touchOrder } from '@/db/queries/orders';
import { listStaffActionsOfOrder } from '@/db/queries/staff-actions';
import type { User } from '@/db/queries/users';
import { millLane } from '@/db/testing/rows';
import { database } from '../database';
import { UNDO_SENDING_FOR_MS } from '../domain/sending';
import { sendDueMails } from '../mail/send-due-mails';
import { refundOrder } from '../orders/refund/refund-order';
import { findOrderView, listOrderSummaries } from '../orders/view/read-orders';
import { openFileShop } from '../testing/file-shop';
import { aPaidOrder, aStaffMember } from '../testing/paid-order';
import { addCard, aShopper, getOrder, preorder } from '../testing/shopper';
import { listJustSent, readOrdersToSend } from './list-to-send';
import { findDeskOrder } from './read-order';
import { sendOrder, sendOrders } from './send-orders';
import { undoSending } from './undo-sending';

const LINK = 'https://post.example/AB123';
const { shop } = await openFileShop();
let staff: User;
beforeAll(async () => {
  staff = await aStaffMember();
});

const aPaid = () => aPaidOrder(shop.stripe);
const asDrawn = (orderId: string, trackingUrl = LINK) => ({
  ...{ orderId, trackingUrl, addressChangedAt: null },
});
const mailsOf = async (orderId: string) =>
  (await listMailsOfOrder(database().read, orderId)).filter(({ kind }) => kind === 'order_sent');
const storyOf = async (orderId: string) =>
  (await listOrderEvents(database().read, orderId))
    .map(({ type }) => type)
    .filter((type) => /sent|sending/.test(type));
const deedsOf = async (orderId: string) =>
  (await listStaffActionsOfOrder(database().read, orderId)).map(({ action }) => action);
const isListed = async (orderId: string) => {
  const ids: string[] = [];
  let page: string | undefined;
  do {
    const { rows, newer } = await readOrdersToSend(page);
    ids.push(...rows.map(({ id }) => id));
    page = newer ?? undefined;
  } while (page);
  return ids.includes(orderId);
};
const refund = (orderId: string, amount: number | null) => {
  const requestId = crypto.randomUUID();
  return refundOrder(staff, { orderId, requestId, amount, reason: 'requested_by_customer' });
};
/** As the clock goes on, by so many ms from now. */
async function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
}

describe('an order that is marked as sent', () => {
  it('leaves the list, tells its buyer where to track it, and stands in the books', async () => {
    const { orderId, buyer } = await aPaid();
    expect(await isListed(orderId)).toBe(true);
    expect((await findOrderView(buyer.id, orderId))?.sending).toEqual({ state: 'to_send' });
    const before = Date.now();
    const { sentAt } = await sendOrder(staff, asDrawn(orderId, ` ${LINK} `));
    expect(sentAt).toBeGreaterThanOrEqual(before);
    expect(await getOrder(orderId)).toMatchObject({ sentAt, trackingUrl: LINK });
    expect(await isListed(orderId)).toBe(false);
    const sending = { state: 'sent', at: sentAt, trackingUrl: LINK };
    expect((await findOrderView(buyer.id, orderId))?.sending).toEqual(sending);
    expect(await listOrderSummaries(buyer.id)).toMatchObject([{ sending }]);
    expect((await findDeskOrder(orderId))?.toBuyer).toMatchObject({ sending, canUndo: true });
    expect(await storyOf(orderId)).toEqual(['order_sent']);
    expect(await deedsOf(orderId)).toEqual(['send_order']);
    expect(await mailsOf(orderId)).toMatchObject([
      { dueAt: sentAt + UNDO_SENDING_FOR_MS, data: { sentAt, trackingUrl: LINK } },
    ]);
  });

  it('is written to about it once, when it cannot be undone any more', async () => {
    const { orderId } = await aPaid();
    const { sentAt } = await sendOrder(staff, asDrawn(orderId));
    const until = sentAt + UNDO_SENDING_FOR_MS;
    const send = async (now: number) => {
      while ((await sendDueMails(now, { kind: 'local' })) > 0);
      return (await mailsOf(orderId)).map((mail) => mail.sentAt);
    };
    expect(await send(until - 1)).toEqual([null]);
    expect(await send(until)).toEqual([until]);
    expect(await send(until + 60_000)).toEqual([until]);
  });

  it('is marked once, by whoever presses, and the same again changes nothing', async () => {
    const { orderId } = await aPaid();
    const other = await aStaffMember();
    const many = sendOrders(other, { orders: [asDrawn(orderId), asDrawn(orderId)] });
    const presses = await Promise.all(
      [staff, other, staff].map((who) => sendOrder(who, asDrawn(orderId))),
    );
    const [sentAt, ...others] = new Set(presses.map((each) => each.sentAt));
    expect(others).toEqual([]);
    const one = { orderId, ok: true, sentAt };
    expect(await many).toEqual([one, one]);
    expect(await mailsOf(orderId)).toHaveLength(1);
    expect(await deedsOf(orderId)).toEqual(['send_order']);
  });

  it('by two with links of their own is sent with one of them, and the other is told', async () => {
    const { orderId } = await aPaid();
    const presses = await Promise.allSettled([
      sendOrder(staff, asDrawn(orderId)),
      sendOrder(staff, asDrawn(orderId, 'https://other.example/2')),
    ]);
    expect(presses.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = presses.find((each) => each.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'sent_already' });
    expect(await mailsOf(orderId)).toHaveLength(1);
  });

  it('need not have a link', async () => {
    const { orderId } = await aPaid();
    await sendOrder(staff, asDrawn(orderId, '  '));
    expect(await getOrder(orderId)).toMatchObject({ trackingUrl: null });
    expect(await mailsOf(orderId)).toMatchObject([{ data: { trackingUrl: null } }]);
  });
});

describe('is not marked', () => {
  const refuses = async (orderId: string, code: string, given = {}) => {
    const before = await getOrder(orderId);
    await expect(sendOrder(staff, { ...asDrawn(orderId), ...given })).rejects.toMatchObject({
      code,
    });
    expect(await getOrder(orderId)).toEqual(before);
    expect(await mailsOf(orderId)).toEqual([]);
  };

  it('by anybody but staff', async () => {
    const { orderId, buyer } = await aPaid();
    await expect(sendOrder(buyer, asDrawn(orderId))).rejects.toMatchObject({ code: 'not_found' });
    const many = { orders: [asDrawn(orderId)] };
    await expect(sendOrders(buyer, many)).rejects.toMatchObject({ code: 'not_found' });
    await expect(undoSending(buyer, { orderId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await isListed(orderId)).toBe(true);
  });

  it('with a link that is none', async () => {
    const { orderId } = await aPaid();
    for (const trackingUrl of ['http://post.example/1', 'javascript:alert(1)', 'AB123']) {
      await refuses(orderId, 'invalid_input', { trackingUrl });
    }
  });

  it('before it is paid', async () => {
    const user = await aShopper();
    const { orderId } = await preorder(user, await addCard(shop.stripe, user, 'pm_card_visa'));
    expect(await isListed(orderId)).toBe(false);
    await refuses(orderId, 'not_to_send');
    expect((await findOrderView(user.id, orderId))?.sending).toBeNull();
  });

  it('once all of it went back; a part keeps it on the list', async () => {
    const { orderId } = await aPaid();
    await refund(orderId, 1200);
    expect(await isListed(orderId)).toBe(true);
    await refund(orderId, null);
    expect(await isListed(orderId)).toBe(false);
    await refuses(orderId, 'not_to_send');
  });

  it('while a refund of all of it is being asked for: whichever was written first counts', async () => {
    for (let round = 0; round < 4; round++) {
      const { orderId } = await aPaid();
      const [, sent] = await Promise.allSettled([
        refund(orderId, null),
        sendOrder(staff, asDrawn(orderId)),
      ]);
      const { sentAt, refundedAmount, amount } = await getOrder(orderId);
      expect(refundedAmount).toBe(amount);
      expect(sentAt !== null).toBe(sent.status === 'fulfilled');
      if (sent.status === 'rejected') expect(sent.reason).toMatchObject({ code: 'not_to_send' });
      const story = (await listOrderEvents(database().read, orderId)).map(({ type }) => type);
      if (sentAt !== null) {
        expect(story.indexOf('order_sent')).toBeLessThan(story.indexOf('refund_started'));
      }
    }
  });

  it('while something is owed that decides whether it is sent at all', async () => {
    const { orderId } = await aPaid();
    const { amount, currency } = await getOrder(orderId);
    const owed = { orderId, kind: 'oversold', cause: 'pi_1', amount, currency } as const;
    await database().transaction((tx) => insertAttention(tx, owed, Date.now()));
    const { rows } = await readOrdersToSend(undefined);
    expect(rows.find(({ id }) => id === orderId)).toMatchObject({ fault: 'attention_first' });
    await refuses(orderId, 'attention_first');
  });

  it('where it goes elsewhere than was shown', async () => {
    const { orderId, buyer } = await aPaid();
    const address = millLane;
    const row = async () =>
      (await readOrdersToSend(undefined)).rows.find(({ id }) => id === orderId);
    expect(await row()).toMatchObject({ address, addressChangedAt: null });
    const moved = { ...address, line1: '14 Mill Lane' };
    const at = Date.now();
    await database().transaction(async (tx) => {
      await touchOrder(tx, orderId, at);
      await putOrderAddress(tx, orderId, moved, { by: buyer.id, at });
    });
    await refuses(orderId, 'address_changed');
    expect(await row()).toMatchObject({ address: moved, addressChangedAt: at });
    await sendOrder(staff, { ...asDrawn(orderId), addressChangedAt: at });
  });
});

it('many are marked each by itself: one that is not keeps none of the others', async () => {
  const [a, b, c] = [await aPaid(), await aPaid(), await aPaid()];
  await refund(b.orderId, null);
  const missing = '0199c2a0-0000-7000-8000-000000000000';
  const orders = [
    asDrawn(a.orderId),
    asDrawn(b.orderId),
    asDrawn(missing),
    asDrawn(c.orderId, 'no link'),
    asDrawn(c.orderId, ''),
  ];
  expect(await sendOrders(staff, { orders })).toMatchObject([
    { orderId: a.orderId, ok: true },
    { orderId: b.orderId, ok: false, code: 'not_to_send' },
    { orderId: missing, ok: false, code: 'not_found' },
    { orderId: c.orderId, ok: false, code: 'invalid_input' },
    { orderId: c.orderId, ok: true },
  ]);
});

describe('undone', () => {
  it('it is to be sent again, nobody is written to, and a second try is news of its own', async () => {
    const { orderId, buyer } = await aPaid();
    await sendOrder(staff, asDrawn(orderId));
    expect((await listJustSent()).map(({ id }) => id)).toContain(orderId);
    await Promise.all([undoSending(staff, { orderId }), undoSending(staff, { orderId })]);
    expect(await getOrder(orderId)).toMatchObject({ sentAt: null, trackingUrl: null });
    expect(await isListed(orderId)).toBe(true);
    expect((await listJustSent()).map(({ id }) => id)).not.toContain(orderId);
    expect((await findOrderView(buyer.id, orderId))?.sending).toEqual({ state: 'to_send' });
    expect(await mailsOf(orderId)).toMatchObject([{ heldBack: 'taken_back', dueAt: null }]);
    await sendOrder(staff, asDrawn(orderId, ''));
    expect(await mailsOf(orderId)).toMatchObject([
      { heldBack: 'taken_back', sentAt: null },
      { heldBack: null, data: { trackingUrl: null } },
    ]);
    expect(await storyOf(orderId)).toEqual(['order_sent', 'sending_undone', 'order_sent']);
    expect(await deedsOf(orderId)).toEqual(['send_order', 'undo_sending', 'send_order']);
  });

  it('is too late once the minutes are over, whether or not the mail has left', async () => {
    const { orderId } = await aPaid();
    await sendOrder(staff, asDrawn(orderId));
    await later(UNDO_SENDING_FOR_MS, async () => {
      await expect(undoSending(staff, { orderId })).rejects.toMatchObject({ code: 'too_late' });
    });
    expect(await mailsOf(orderId)).toMatchObject([{ heldBack: null }]);
    expect((await getOrder(orderId)).sentAt).not.toBeNull();
  });

  it('is too late where another server, whose clock is ahead, has taken the mail up', async () => {
    const { orderId } = await aPaid();
    await sendOrder(staff, asDrawn(orderId));
    const [mail] = await mailsOf(orderId);
    if (!mail?.dueAt) throw new Error('no mail is due');
    const { dueAt } = mail;
    await database().transaction((tx) => claimMail(tx, mail, dueAt, dueAt + 1000));
    await expect(undoSending(staff, { orderId })).rejects.toMatchObject({ code: 'too_late' });
    expect((await getOrder(orderId)).sentAt).not.toBeNull();
    expect(await storyOf(orderId)).toEqual(['order_sent']);
  });

  it('changes nothing for an order that was not sent, and is not there for one that is not', async () => {
    const { orderId } = await aPaid();
    const before = await getOrder(orderId);
    await undoSending(staff, { orderId });
    expect(await getOrder(orderId)).toEqual(before);
    await expect(undoSending(staff, { orderId: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

it('an order from before it was written down is no work that waits, and can be marked', async () => {
  const { orderId, buyer } = await aPaid();
  const { orders } = database().read.tables;
  await database().transaction((tx) => tx.update(orders).set({ sentUnrecorded: true }));
  expect(await isListed(orderId)).toBe(false);
  expect((await findOrderView(buyer.id, orderId))?.sending).toEqual({ state: 'unrecorded' });
  await sendOrder(staff, asDrawn(orderId));
  expect((await findOrderView(buyer.id, orderId))?.sending).toMatchObject({ state: 'sent' });
  await undoSending(staff, { orderId });
  expect((await findOrderView(buyer.id, orderId))?.sending).toEqual({ state: 'unrecorded' });
});

it('an event of a newer release that runs beside this one keeps no page from being shown', async () => {
  const { orderId, buyer } = await aPaid();
  const { orderEvents } = database().read.tables;
  await database().transaction(async (tx) => {
    const row = { id: crypto.randomUUID(), orderId, data: {}, requestId: null, at: Date.now() };
    await tx.insert(orderEvents).values({ ...row, type: 'weighed' as 'order_sent' });
  });
  const view = await findOrderView(buyer.id, orderId);
  expect(view?.events.map(({ type }) => type)).not.toContain('weighed');
});
