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
  >[];
  intents: Pick<Row<'intents'>, 'id' | 'orderId' | 'stripeIntentId' | 'endedAt'>[];
  attempts: Pick<Row<'attempts'>, 'orderId' | 'number' | 'outcome'>[];
  cards: Pick<Row<'cards'>, 'customerId' | 'stripePaymentMethodId' | 'state' | 'redisplay'>[];
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
  /** Attached to a Customer. */
  cards: { id: string; stripeCustomerId: string; redisplay: string }[];
};

/** When a buyer clicked, in ms, by the id of the purchase. */
export type Clicks = ReadonlyMap<string, readonly number[]>;
