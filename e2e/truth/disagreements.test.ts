import { describe, expect, it } from 'vitest';
import type { OurBooks, TheirBooks } from './books';
import { disagreements } from './disagreements';
import { secretsIn } from './secrets-on-disk';

const NOON = Date.parse('2027-05-01T12:00:00Z');
const clicks = new Map([['purchase', { buyer: [NOON], offSession: [] as number[] }]]);
const presses = new Map([['purchase', { buyer: [] as number[], offSession: [NOON] }]]);

const paid = (): { ours: OurBooks; theirs: TheirBooks } => ({
  ours: {
    customers: [{ id: 'customer', userId: 'ada', stripeCustomerId: 'cus_1' }],
    orders: [
      {
        id: 'order',
        reference: 'REF',
        userId: 'ada',
        customerId: 'customer',
        purchaseId: 'purchase',
        amount: 4800,
        currency: 'eur',
        paymentState: 'paid',
        refundedAmount: 0,
        dispute: null,
        holdsStock: false,
        isPreorder: false,
        scheduledCardId: null,
        shipBy: null,
        sentAt: null,
        trackingUrl: null,
      },
    ],
    intents: [
      {
        id: 'intent',
        orderId: 'order',
        stripeIntentId: 'pi_1',
        endedAt: null,
        secretIsOut: false,
      },
    ],
    sentMails: [],
    attempts: [{ orderId: 'order', number: 1, outcome: 'succeeded', isOffSession: false }],
    cards: [
      {
        id: 'card',
        customerId: 'customer',
        stripePaymentMethodId: 'pm_1',
        state: 'active',
        redisplay: 'always',
      },
    ],
    agreements: [],
    refunds: [],
    stock: [],
    sumFaults: [],
    pendingCalls: [],
  },
  theirs: {
    customers: [{ id: 'cus_1', userId: 'ada' }],
    intents: [
      {
        id: 'pi_1',
        stripeCustomerId: 'cus_1',
        orderId: 'order',
        status: 'succeeded',
        amount: 4800,
        currency: 'eur',
      },
    ],
    charges: [
      {
        id: 'ch_1',
        stripeIntentId: 'pi_1',
        status: 'succeeded',
        amount: 4800,
        currency: 'eur',
        refundedAmount: 0,
        createdAt: NOON + 2_000,
      },
    ],
    setups: [],
    refunds: [],
    disputes: [],
    cards: [{ id: 'pm_1', stripeCustomerId: 'cus_1', redisplay: 'always' }],
  },
});
type Books = ReturnType<typeof paid>;

const first = <T>(items: T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('there is none');
  return item;
};

/** An order that waits, with nothing charged. */
const waiting = (): Books => {
  const books = paid();
  books.theirs.charges = [];
  first(books.theirs.intents).status = 'requires_payment_method';
  first(books.ours.orders).paymentState = 'awaiting_payment';
  first(books.ours.attempts).outcome = 'not_sent';
  return books;
};

/** A pre-order that was charged to its card off-session. */
const charged = (): Books => {
  const books = paid();
  Object.assign(first(books.ours.orders), {
    holdsStock: true,
    isPreorder: true,
    scheduledCardId: 'card',
    shipBy: NOON + 60_000,
  });
  first(books.ours.attempts).isOffSession = true;
  books.ours.agreements = [{ orderId: 'order', createdAt: NOON - 60_000 }];
  books.ours.stock = [{ productId: 'print', total: 10, available: 9, held: 1 }];
  books.theirs.setups = [{ id: 'seti_1', orderId: 'order', status: 'succeeded' }];
  return books;
};

/** One whose card is set up, and that waits to be charged. */
const scheduled = (): Books => {
  const books = charged();
  Object.assign(first(books.ours.orders), { paymentState: 'scheduled' });
  books.ours.attempts = [];
  books.ours.intents = [];
  books.theirs.charges = [];
  books.theirs.intents = [];
  return books;
};

/** One that was finally declined when it was charged: its copy is back on the shelf. */
const declined = (): Books => {
  const books = charged();
  Object.assign(first(books.ours.orders), {
    paymentState: 'declined',
    holdsStock: false,
  });
  first(books.ours.attempts).outcome = 'declined';
  Object.assign(first(books.ours.stock), { available: 10, held: 0 });
  books.theirs.charges = [];
  first(books.theirs.intents).status = 'requires_payment_method';
  return books;
};

/** An order of which a part was given back. */
const refunded = (): Books => {
  const books = paid();
  first(books.ours.orders).refundedAmount = 1200;
  first(books.theirs.charges).refundedAmount = 1200;
  books.ours.refunds = [
    { id: 'refund', orderId: 'order', amount: 1200, status: 'succeeded', stripeRefundId: 're_1' },
  ];
  books.theirs.refunds = [
    { id: 're_1', stripeIntentId: 'pi_1', refundId: 'refund', status: 'succeeded', amount: 1200 },
  ];
  return books;
};

/** One that was sent, and whose buyer is told of it. */
const sent = (): Books => {
  const books = paid();
  Object.assign(first(books.ours.orders), { sentAt: NOON, trackingUrl: 'https://post.example/1' });
  books.ours.sentMails = [
    { orderId: 'order', heldBack: 'taken_back' },
    { orderId: 'order', heldBack: null },
  ];
  return books;
};

const found = (
  books: Books,
  change: (books: Books) => void,
  moments: typeof clicks = clicks,
): string => {
  change(books);
  return disagreements(books, moments).join('\n');
};

describe('books that agree', () => {
  it('have nothing to tell', () => {
    expect(disagreements(paid(), clicks)).toEqual([]);
    expect(disagreements(waiting(), clicks)).toEqual([]);
    expect(disagreements(charged(), presses)).toEqual([]);
    expect(disagreements(scheduled(), presses)).toEqual([]);
    expect(disagreements(declined(), presses)).toEqual([]);
    expect(disagreements(refunded(), clicks)).toEqual([]);
    expect(disagreements(sent(), clicks)).toEqual([]);
  });

  it('may hold an attempt that waits for the buyer', () => {
    const change = ({ ours, theirs }: Books) => {
      first(theirs.intents).status = 'requires_action';
      first(ours.orders).paymentState = 'authenticating';
      first(ours.attempts).outcome = 'authenticating';
    };
    expect(found(waiting(), change)).toBe('');
  });

  it('may hold an intent whose making was not answered, and that nobody has touched', () =>
    expect(found(waiting(), ({ ours }) => (first(ours.intents).stripeIntentId = null))).toBe(''));
});

describe('a look at the books finds', () => {
  it.each<[string, (books: Books) => void, RegExp]>([
    [
      'a second charge',
      ({ theirs }) => theirs.charges.push({ ...first(theirs.charges), id: 'ch_2' }),
      /charged 2 times/,
    ],
    [
      'a charge that was not found out',
      ({ ours }) => (first(ours.orders).paymentState = 'awaiting_payment'),
      /is awaiting_payment, with 1 charges/,
    ],
    [
      'a payment that was not made',
      ({ theirs }) => (theirs.charges = []),
      /is paid, with 0 charges/,
    ],
    [
      'an attempt that does not tell of its charge',
      ({ ours }) => (first(ours.attempts).outcome = 'not_sent'),
      /0 attempts that succeeded/,
    ],
    ['another amount', ({ theirs }) => (first(theirs.charges).amount = 1), /charged were 1 eur/],
    [
      'an intent of another amount',
      ({ theirs }) => (first(theirs.intents).amount = 1),
      /differs from order REF in amount/,
    ],
    [
      'a refund that is not known',
      ({ theirs }) => (first(theirs.charges).refundedAmount = 100),
      /does not know of 100 refunded/,
    ],
    [
      'a charge a minute after its click',
      ({ theirs }) => (first(theirs.charges).createdAt = NOON + 61_000),
      /without a click/,
    ],
    [
      'a charge before its click',
      ({ theirs }) => (first(theirs.charges).createdAt = NOON - 2_000),
      /without a click/,
    ],
    [
      'a charge of no order',
      ({ theirs }) => theirs.charges.push({ ...first(theirs.charges), stripeIntentId: 'pi_9' }),
      /charge ch_1 is of no intent/,
    ],
    [
      'an intent of no order',
      ({ theirs }) => (first(theirs.intents).orderId = 'another'),
      /intent pi_1 is of no order/,
    ],
    [
      'an intent that is not known',
      ({ ours }) => (first(ours.intents).stripeIntentId = 'pi_9'),
      /pi_1 of order REF is unknown here/,
    ],
    [
      'an intent that was given up and can charge',
      ({ ours }) => (first(ours.intents).endedAt = NOON),
      /ended here, and is succeeded there/,
    ],
    [
      'two intents that can charge',
      ({ theirs }) => theirs.intents.push({ ...first(theirs.intents), id: 'pi_2' }),
      /2 intents that can charge/,
    ],
    [
      'a second Customer',
      ({ theirs }) => theirs.customers.push({ id: 'cus_2', userId: 'ada' }),
      /cus_2 is a second Customer/,
    ],
    [
      'an intent of another Customer',
      ({ theirs }) => (first(theirs.intents).stripeCustomerId = 'cus_2'),
      /of another Customer/,
    ],
    [
      'a card that is gone at Stripe',
      ({ theirs }) => (theirs.cards = []),
      /pm_1 is shown, and is not at Stripe/,
    ],
    [
      'a card that was to go',
      ({ ours }) => (first(ours.cards).state = 'detached'),
      /pm_1 is gone here, and is at Stripe/,
    ],
    ['a card that nobody sees', ({ ours }) => (ours.cards = []), /pm_1 is kept at Stripe/],
    [
      'an agreement that Stripe was not told of',
      ({ theirs }) => (first(theirs.cards).redisplay = 'unspecified'),
      /Stripe was not told/,
    ],
  ])('%s', (_, change, words) => expect(found(paid(), change)).toMatch(words));

  it.each<[string, (books: Books) => void, RegExp]>([
    [
      'an attempt that is still open',
      ({ ours }) => (first(ours.attempts).outcome = 'unknown'),
      /attempt 1 open as unknown/,
    ],
    [
      'a challenge that is over',
      ({ ours }) => (first(ours.orders).paymentState = 'authenticating'),
      /waits for a bank that asks nothing/,
    ],
    [
      'an order that was given up and can be charged',
      ({ ours }) => (first(ours.orders).paymentState = 'canceled'),
      /is canceled, its intent is requires_payment_method/,
    ],
  ])('%s', (_, change, words) => expect(found(waiting(), change)).toMatch(words));

  it.each<[string, (books: Books) => void, RegExp]>([
    [
      'a charge a minute after its press',
      ({ theirs }) => (first(theirs.charges).createdAt = NOON + 61_000),
      /without a press/,
    ],
    [
      'a charge that nobody agreed to',
      ({ ours }) => (ours.agreements = []),
      /without an agreement[^]*not what was agreed to/,
    ],
    [
      'a charge before the agreement',
      ({ ours }) => (first(ours.agreements).createdAt = NOON + 5_000),
      /without an agreement/,
    ],
    [
      'a charge after the day that was agreed to',
      ({ ours }) => (first(ours.orders).shipBy = NOON - 1),
      /without an agreement/,
    ],
    [
      'an order that is charged at once, charged off-session',
      ({ ours }) => (first(ours.orders).isPreorder = false),
      /without an agreement/,
    ],
    [
      'a copy that was set aside for nobody',
      ({ ours }) => (first(ours.stock).available = 8),
      /2 copies are set aside, for 1 orders/,
    ],
  ])('%s', (_, change, words) => expect(found(charged(), change, presses)).toMatch(words));

  it.each<[string, (books: Books) => void, RegExp]>([
    [
      'an order without its copy that a browser may pay',
      ({ ours }) => (first(ours.intents).secretIsOut = true),
      /without a copy, and a browser could pay it/,
    ],
    [
      'an order without its copy that a bank is asked about',
      ({ ours, theirs }) => {
        first(ours.orders).paymentState = 'authenticating';
        first(ours.attempts).outcome = 'authenticating';
        first(theirs.intents).status = 'requires_action';
      },
      /is authenticating, and has no copy/,
    ],
    [
      'a print that was paid without its copy',
      ({ ours }) => Object.assign(first(ours.orders), { paymentState: 'scheduled' }),
      /is scheduled, and has no copy/,
    ],
  ])('%s', (_, change, words) => expect(found(declined(), change, presses)).toMatch(words));

  it('a buyer’s click is no press of the staff', () =>
    expect(found(charged(), () => {}, clicks)).toMatch(/without a press/));

  it.each<[string, (books: Books) => void, RegExp]>([
    [
      'a schedule without a card',
      ({ theirs }) => (first(theirs.setups).status = 'requires_action'),
      /no card was set up/,
    ],
    [
      'a card that was set up and not heard of',
      ({ ours }) =>
        Object.assign(first(ours.orders), {
          paymentState: 'awaiting_payment',
          scheduledCardId: null,
        }),
      /does not know of its card/,
    ],
    [
      'a card that is gone from Stripe',
      ({ theirs }) => (theirs.cards = []),
      /a card that is not at Stripe/,
    ],
    [
      'an order that has left its schedule, though nobody was asked to pay',
      ({ ours }) => (first(ours.orders).paymentState = 'awaiting_payment'),
      /with a card, and nobody charged it/,
    ],
    [
      'a copy that is kept by what was given up',
      ({ ours }) => (first(ours.orders).paymentState = 'canceled'),
      /is canceled, and keeps a copy/,
    ],
    [
      'a setup of no order',
      ({ theirs }) => (first(theirs.setups).orderId = 'another'),
      /setup seti_1 is of no order/,
    ],
    [
      'a schedule of an order that is no pre-order',
      ({ ours }) => (first(ours.orders).isPreorder = false),
      /scheduled, and no pre-order/,
    ],
  ])('%s', (_, change, words) => expect(found(scheduled(), change, presses)).toMatch(words));

  it.each<[string, (books: Books) => void, RegExp]>([
    [
      'a refund that was made twice',
      ({ theirs }) => theirs.refunds.push({ ...first(theirs.refunds), id: 're_2' }),
      /re_2 is at Stripe, and not known[^]*made 2 times[^]*has 1200 refunded, Stripe 2400/,
    ],
    [
      'a refund that was given up and made',
      ({ ours }) => (first(ours.refunds).status = 'not_sent'),
      /was not sent, and made/,
    ],
    [
      'sums that are not what the rows say',
      ({ ours }) => (ours.sumFaults = ['2027-05-01 eur: paidCount is 0, the rows say 1']),
      /paidCount is 0/,
    ],
    [
      'a refund that nobody found out about',
      ({ ours }) => (first(ours.refunds).status = 'unknown'),
      /open as unknown/,
    ],
    [
      'a refund that was never made',
      ({ theirs }) => (theirs.refunds = []),
      /not at Stripe[^]*has 1200 refunded, Stripe 0/,
    ],
    [
      'a refund that failed since',
      ({ theirs }) => (first(theirs.refunds).status = 'failed'),
      /1200 succeeded here, and 1200 failed there/,
    ],
    [
      'a dispute that is not known',
      ({ theirs }) =>
        theirs.disputes.push({ id: 'du_1', stripeIntentId: 'pi_1', status: 'needs_response' }),
      /has dispute null, Stripe needs_response/,
    ],
  ])('%s', (_, change, words) => expect(found(refunded(), change)).toMatch(words));

  it.each<[string, (books: Books) => void, RegExp]>([
    [
      'an order that was sent and is not paid',
      ({ ours }) => (first(ours.orders).paymentState = 'declined'),
      /is sent, and declined/,
    ],
    ['one that nobody is told of', ({ ours }) => ours.sentMails.pop(), /is sent, with 0 mails/],
    [
      'one that is told of twice',
      ({ ours }) => ours.sentMails.push({ orderId: 'order', heldBack: null }),
      /is sent, with 2 mails/,
    ],
    [
      'one that was undone, and is told of all the same',
      ({ ours }) => Object.assign(first(ours.orders), { sentAt: null, trackingUrl: null }),
      /is not sent, with 1 mails/,
    ],
    [
      'a link to a parcel that is not on its way',
      ({ ours }) => {
        first(ours.orders).sentAt = null;
        ours.sentMails.pop();
      },
      /is tracked, and not sent/,
    ],
  ])('%s', (_, change, words) => expect(found(sent(), change)).toMatch(words));
});

it('client secrets and card numbers are found in a text, what is redacted is not', () => {
  expect(secretsIn('{"client_secret":"pi_3Abc_secret_Xyz123"}')).toHaveLength(1);
  expect(secretsIn('number=4000002760003184')).toEqual(['a card number']);
  expect(secretsIn('pi_3Abc_secret_[redacted], •••• 4242')).toEqual([]);
});
