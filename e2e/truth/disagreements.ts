import { CLICK_IS_ALIVE_MS, isOpenOutcome } from '@/lib/domain/attempt';
import type { PaymentState } from '@/lib/domain/order';
import type { Clicks, OurBooks, TheirBooks } from './books';
import { cardDisagreements } from './card-disagreements';
import { moneyBackDisagreements } from './money-back-disagreements';
import { sendingDisagreements } from './sending-disagreements';
import { preorderDisagreements } from './preorder-disagreements';

type Books = { ours: OurBooks; theirs: TheirBooks };
type Order = OurBooks['orders'][number];

/**
 * Where our books and Stripe's differ, one sentence each: an order that was charged twice, a charge
 * that no order knows, a payment of which nothing was found out, a charge long after its click.
 * To be asked after a reconciliation; before one, much may still be under way.
 */
export const disagreements = (books: Books, clicks: Clicks): string[] => [
  ...books.ours.orders.flatMap((order) => ofOrder(books, order, clicks)),
  ...ofCharges(books),
  ...ofIntents(books),
  ...ofCustomers(books),
  ...cardDisagreements(books),
  ...preorderDisagreements(books),
  ...moneyBackDisagreements(books),
  ...ofStock(books),
  ...sendingDisagreements(books.ours),
  ...books.ours.sumFaults,
];

function ofOrder({ ours, theirs }: Books, order: Order, clicks: Clicks): string[] {
  const intents = theirs.intents.filter(({ orderId }) => orderId === order.id);
  const ids = new Set(intents.map(({ id }) => id));
  const charges = theirs.charges.filter(
    ({ stripeIntentId, status }) =>
      stripeIntentId !== null && ids.has(stripeIntentId) && status === 'succeeded',
  );
  const attempts = ours.attempts.filter(({ orderId }) => orderId === order.id);
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string) => {
    if (!holds) faults.push(`order ${order.reference} ${fault}`);
  };

  expect(charges.length <= 1, `was charged ${charges.length} times`);
  const isPaid = order.paymentState === 'paid';
  expect(isPaid === charges.length > 0, `is ${order.paymentState}, with ${charges.length} charges`);
  const succeeded = attempts.filter(({ outcome }) => outcome === 'succeeded');
  expect(succeeded.length === charges.length, `has ${succeeded.length} attempts that succeeded`);
  const isOffSession = succeeded[0]?.isOffSession ?? false;
  for (const { amount, currency, refundedAmount, createdAt } of charges) {
    expect(
      amount === order.amount && currency === order.currency,
      `is about ${order.amount} ${order.currency}, charged were ${amount} ${currency}`,
    );
    expect(refundedAmount === order.refundedAmount, `does not know of ${refundedAmount} refunded`);
    const { buyer = [], offSession = [] } = clicks.get(order.purchaseId) ?? {};
    // Whoever is not there clicks on nothing: the press of the staff is theirs, or the day agreed to.
    expect(
      comesFrom(isOffSession ? offSession : buyer, createdAt),
      `was charged without a ${isOffSession ? 'press' : 'click'} in the minute before`,
    );
    if (isOffSession)
      expect(isAgreedTo(ours, order, createdAt), 'was charged without an agreement');
  }

  const live = intents.filter(({ status }) => status !== 'canceled');
  const isCanceling = (id: string) =>
    ours.pendingCalls.some(
      ({ operation, target }) => operation === 'cancel_intent' && target === id,
    );
  expect(
    live.filter(({ id }) => !isCanceling(id)).length <= 1,
    `has ${live.length} intents that can charge`,
  );
  for (const { status } of live) {
    const states = statesOf(status);
    expect(
      states.includes(order.paymentState),
      `is ${order.paymentState}, its intent is ${status}`,
    );
  }
  const isWaiting = live.some(({ status }) => status === 'requires_action');
  expect(
    order.paymentState !== 'authenticating' || isWaiting,
    'waits for a bank that asks nothing',
  );

  for (const { number, outcome } of attempts.filter((attempt) => isOpenOutcome(attempt.outcome))) {
    // The buyer's bank has the word; of any other it should have been found out.
    const isTheBuyers = outcome === 'authenticating' && isWaiting;
    const isTheBanks =
      outcome === 'processing' && live.some(({ status }) => status === 'processing');
    expect(isTheBuyers || isTheBanks, `has attempt ${number} open as ${outcome}`);
  }
  return faults;
}

/** The states that an order may be in while its live intent says this. */
function statesOf(status: string): readonly PaymentState[] {
  switch (status) {
    case 'succeeded':
      return ['paid'];
    case 'processing':
    case 'requires_capture':
      return ['processing'];
    case 'requires_action':
      return ['authenticating'];
    default:
      return ['awaiting_payment', 'declined', 'scheduled'];
  }
}

/** Stripe tells the second only, so that a charge may seem to come before its click. */
const comesFrom = (moments: readonly number[], createdAt: number): boolean =>
  moments.some((at) => createdAt > at - 1_000 && createdAt <= at + CLICK_IS_ALIVE_MS);

/** Given before, for this order, and for a day that is not over. */
const isAgreedTo = (
  { agreements }: OurBooks,
  { id, isPreorder, shipBy }: Order,
  createdAt: number,
): boolean =>
  isPreorder &&
  shipBy !== null &&
  createdAt <= shipBy &&
  agreements.some(
    (agreement) => agreement.orderId === id && agreement.createdAt <= createdAt + 999,
  );

/** A copy is on the shelf or set aside for an order, and no order that is given up keeps one. */
const ofStock = ({ ours }: Books): string[] => [
  ...ours.stock
    .filter(({ total, available, held }) => total - available !== held)
    .map(
      ({ productId, total, available, held }) =>
        `of ${productId} ${total - available} copies are set aside, for ${held} orders`,
    ),
  ...ours.orders
    .filter(({ paymentState, holdsStock }) => paymentState === 'canceled' && holdsStock)
    .map(({ reference }) => `order ${reference} is canceled, and keeps a copy`),
];

function ofCharges({ theirs }: Books): string[] {
  const intents = new Set(theirs.intents.map(({ id }) => id));
  return theirs.charges
    .filter(({ stripeIntentId }) => stripeIntentId === null || !intents.has(stripeIntentId))
    .map(({ id }) => `charge ${id} is of no intent`);
}

function ofIntents({ ours, theirs }: Books): string[] {
  return theirs.intents.flatMap((intent) => {
    const order = ours.orders.find(({ id }) => id === intent.orderId);
    if (!order) return [`intent ${intent.id} is of no order`];
    const faults: string[] = [];
    if (intent.amount !== order.amount || intent.currency !== order.currency) {
      faults.push(`intent ${intent.id} differs from order ${order.reference} in amount`);
    }
    const customer = ours.customers.find(({ id }) => id === order.customerId);
    if (customer?.stripeCustomerId !== intent.stripeCustomerId) {
      faults.push(`intent ${intent.id} is of another Customer than its order`);
    }
    const mine = ours.intents.filter(({ orderId }) => orderId === order.id);
    const known = mine.find(({ stripeIntentId }) => stripeIntentId === intent.id);
    if (known && known.endedAt !== null && intent.status !== 'canceled') {
      faults.push(`intent ${intent.id} ended here, and is ${intent.status} there`);
    }
    // One whose making was not answered may lie there untouched, and is found by its key.
    const canBeFound =
      intent.status === 'requires_payment_method' &&
      mine.some(({ stripeIntentId, endedAt }) => stripeIntentId === null && endedAt === null);
    if (!known && intent.status !== 'canceled' && !canBeFound) {
      faults.push(`intent ${intent.id} of order ${order.reference} is unknown here`);
    }
    return faults;
  });
}

function ofCustomers({ theirs }: Books): string[] {
  const seen = new Set<string | null>();
  return theirs.customers.flatMap(({ id, userId }) => {
    if (seen.has(userId)) return [`${id} is a second Customer of the same person`];
    seen.add(userId);
    return [];
  });
}
