import type Stripe from 'stripe';
import type { TheirBooks } from './books';

/** Stripe's largest page. */
const PAGE = 100;

/** Reads what Stripe says of these people: of each Customer that was ever made for one of them. */
export async function readTheirBooks(
  stripe: Stripe,
  userIds: readonly string[],
  /** In ms: nobody's Customer is older. */
  since: number,
): Promise<TheirBooks> {
  const wanted = new Set(userIds);
  const books: TheirBooks = {
    customers: [],
    intents: [],
    charges: [],
    setups: [],
    refunds: [],
    disputes: [],
    cards: [],
  };
  const created = { gte: Math.floor(since / 1000) };
  for await (const { id, metadata } of stripe.customers.list({ created, limit: PAGE })) {
    const userId = metadata.user_id ?? null;
    if (userId !== null && wanted.has(userId)) books.customers.push({ id, userId });
  }
  // One after the other: what is checked is on a machine that has others to serve.
  for (const { id: customer } of books.customers) {
    const ofThem = { customer, limit: PAGE };
    for await (const intent of stripe.paymentIntents.list(ofThem)) {
      books.intents.push(toIntent(intent));
    }
    for await (const charge of stripe.charges.list(ofThem)) books.charges.push(toCharge(charge));
    for await (const { id, status, metadata } of stripe.setupIntents.list(ofThem)) {
      books.setups.push({ id, status, orderId: metadata?.order_id ?? null });
    }
    for await (const { id, allow_redisplay } of stripe.paymentMethods.list(ofThem)) {
      books.cards.push({
        id,
        stripeCustomerId: customer,
        redisplay: allow_redisplay ?? 'unspecified',
      });
    }
  }
  await readMoneyBack(stripe, created, books);
  return books;
}

/** Refunds and disputes are listed for everybody: most charges have neither, and need no call. */
async function readMoneyBack(
  stripe: Stripe,
  created: { gte: number },
  books: TheirBooks,
): Promise<void> {
  const intents = new Set(books.intents.map(({ id }) => id));
  const isTheirs = (id: string | null) => id !== null && intents.has(id);
  for await (const refund of stripe.refunds.list({ created, limit: PAGE })) {
    const { id, status, amount, metadata } = refund;
    const stripeIntentId = idOf(refund.payment_intent);
    const refundId = metadata?.refund_id ?? null;
    if (!isTheirs(stripeIntentId)) continue;
    books.refunds.push({ id, stripeIntentId, refundId, status: status ?? '', amount });
  }
  for await (const dispute of stripe.disputes.list({ created, limit: PAGE })) {
    const { id, status } = dispute;
    const stripeIntentId = idOf(dispute.payment_intent);
    if (isTheirs(stripeIntentId)) books.disputes.push({ id, stripeIntentId, status });
  }
}

const toIntent = (intent: Stripe.PaymentIntent): TheirBooks['intents'][number] => ({
  id: intent.id,
  stripeCustomerId: idOf(intent.customer),
  orderId: intent.metadata.order_id ?? null,
  status: intent.status,
  amount: intent.amount,
  currency: intent.currency,
});

const toCharge = (charge: Stripe.Charge): TheirBooks['charges'][number] => ({
  id: charge.id,
  stripeIntentId: idOf(charge.payment_intent),
  status: charge.status,
  amount: charge.amount,
  currency: charge.currency,
  refundedAmount: charge.amount_refunded,
  createdAt: charge.created * 1000,
});

const idOf = (value: string | { id: string } | null): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** How many charges took money, whoever's they are: for the sum that must come out. */
export async function countCharges(stripe: Stripe): Promise<number> {
  let count = 0;
  for await (const { status } of stripe.charges.list({ limit: PAGE })) {
    if (status === 'succeeded') count += 1;
  }
  return count;
}
