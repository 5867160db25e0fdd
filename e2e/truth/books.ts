import type { Tables } from '@/db/database';

type Row<Name extends keyof Tables> = Tables[Name]['$inferSelect'];

/** What our database says of some people's purchases and cards. */
export type OurBooks = {
  customers: Pick<Row<'customers'>, 'id' | 'userId' | 'stripeCustomerId'>[];
  orders: Pick<
    Row<'orders'>,
    | 'id'
    | 'reference'
    | 'userId'
    | 'customerId'
    | 'purchaseId'
    | 'amount'
    | 'currency'
    | 'paymentState'
    | 'refundedAmount'
    | 'dispute'
    | 'holdsStock'
    | 'isPreorder'
    | 'scheduledCardId'
    | 'shipBy'
    | 'sentAt'
    | 'trackingUrl'
  >[];
  intents: Pick<Row<'intents'>, 'id' | 'orderId' | 'stripeIntentId' | 'endedAt' | 'secretIsOut'>[];
  attempts: Pick<Row<'attempts'>, 'orderId' | 'number' | 'outcome' | 'isOffSession'>[];
  cards: Pick<
    Row<'cards'>,
    'id' | 'customerId' | 'stripePaymentMethodId' | 'state' | 'redisplay'
  >[];
  /** Agreements to be charged later that were not taken back. */
  agreements: Pick<Row<'consents'>, 'orderId' | 'createdAt'>[];
  /** The mails that tell of an order that it was sent. */
  sentMails: Pick<Row<'mails'>, 'orderId' | 'heldBack'>[];
  refunds: Pick<Row<'refunds'>, 'id' | 'orderId' | 'amount' | 'status' | 'stripeRefundId'>[];
  /** Every limited edition, and how many orders, whoever's they are, have a copy of it set aside. */
  stock: (Pick<Row<'stock'>, 'productId' | 'total' | 'available'> & { held: number })[];
  /** Where the sums of the desk differ from the rows, whoever's they are: one sentence each. */
  sumFaults: readonly string[];
  /** Changes at Stripe that are written down and not sent yet. */
  pendingCalls: Pick<Row<'stripeCalls'>, 'operation' | 'target'>[];
};

/** What Stripe says of the same people. Times in ms. */
export type TheirBooks = {
  customers: { id: string; userId: string | null }[];
  intents: {
    id: string;
    stripeCustomerId: string | null;
    orderId: string | null;
    status: string;
    amount: number;
    currency: string;
  }[];
  charges: {
    id: string;
    stripeIntentId: string | null;
    status: string;
    amount: number;
    currency: string;
    refundedAmount: number;
    /** The second in which it was made. */
    createdAt: number;
  }[];
  setups: {
    id: string;
    /** Null for one that only puts a card into the wallet. */
    orderId: string | null;
    status: string;
  }[];
  refunds: {
    id: string;
    stripeIntentId: string | null;
    /** Our own row, as the metadata name it. */
    refundId: string | null;
    status: string;
    amount: number;
  }[];
  disputes: { id: string; stripeIntentId: string | null; status: string }[];
  /** Attached to a Customer. */
  cards: { id: string; stripeCustomerId: string; redisplay: string }[];
};

/**
 * The moments, in ms, that a charge may come from: the buyer's clicks, and what charges them
 * off-session, which is a press of the staff or the day that a charge was put off to.
 */
export type Moments = { buyer: readonly number[]; offSession: readonly number[] };

/** By the id of the purchase. */
export type Clicks = ReadonlyMap<string, Moments>;
