import { beforeEach, describe, expect, it } from 'vitest';
import { listMails } from '@/db/queries/mails';
import type { Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { openFileShop } from '../testing/file-shop';
import { addCard, aShopper, buy, getOrder, intentIdOf, typeCard } from '../testing/shopper';
import { syncOrder } from '../orders/sync/sync-order';

const { shop } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});

/** The oldest first. */
const mailsOf = async (orderId: string) =>
  (await listMails(database().read, 1_000)).filter((mail) => mail.orderId === orderId).reverse();

const refund = async (orderId: string, amount: number) => {
  await shop.stripe.post('refunds', { payment_intent: await intentIdOf(orderId), amount });
  await syncOrder(orderId);
};

describe('the receipt', () => {
  it('is written with the payment, once, however often Stripe tells of it', async () => {
    const { orderId } = await buy(user, visa);
    const { reference, paidAt } = await getOrder(orderId);
    await Promise.all([syncOrder(orderId), syncOrder(orderId), syncOrder(orderId)]);
    expect(await mailsOf(orderId)).toMatchObject([
      {
        kind: 'receipt',
        userId: user.id,
        recipient: user.email,
        sentAt: null,
        data: {
          reference,
          title: 'Tideline',
          total: { amount: 4800, currency: 'eur' },
          card: { brand: 'visa', last4: '4242' },
          paidAt,
        },
      },
    ]);
  });

  it('goes where the buyer said, with the card that was typed', async () => {
    const { orderId, clientSecret } = await typeCard(user, { receiptEmail: 'books@example.org' });
    expect(await mailsOf(orderId)).toEqual([]);
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_mastercard');
    await syncOrder(orderId);
    expect(await mailsOf(orderId)).toMatchObject([
      { recipient: 'books@example.org', data: { card: { brand: 'mastercard', last4: '4444' } } },
    ]);
  });

  it('is not written for a decline', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined' });
    expect(await mailsOf(orderId)).toEqual([]);
  });

  it('is ours alone: Stripe is given no address for one of its own', async () => {
    const { orderId } = await buy(user, visa);
    const intent = await shop.stripe.intent(await intentIdOf(orderId));
    expect(intent).toMatchObject({ receipt_email: null });
  });
});

describe('a refund', () => {
  it('is told of once each, with what it gave and what all of them gave', async () => {
    const { orderId } = await buy(user, visa);
    await refund(orderId, 1200);
    await syncOrder(orderId);
    await refund(orderId, 800);
    const eur = (amount: number) => ({ amount, currency: 'eur' });
    const total = eur(4800);
    expect(await mailsOf(orderId)).toMatchObject([
      { kind: 'receipt' },
      { kind: 'refunded', data: { given: eur(1200), refunded: eur(1200), total } },
      { kind: 'refunded', data: { given: eur(800), refunded: eur(2000), total } },
    ]);
  });
});
