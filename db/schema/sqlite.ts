import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  check,
  customType,
  index,
  integer,
  sqliteTable,
  text as plainText,
  uniqueIndex,
  primaryKey,
} from 'drizzle-orm/sqlite-core';
import { heldText, releasedText } from '../any-text';
import type { AttemptKind, AttemptOutcome } from '../../lib/domain/attempt';
import type { AttentionKind } from '../../lib/domain/attention';
import type { Billing, CardState, Redisplay, SetupUsage } from '../../lib/domain/card';
import type { ConsentKind } from '../../lib/domain/consent';
import type { DeliveryFaultKind } from '../../lib/domain/delivery-fault';
import type { Currency } from '../../lib/domain/money';
import type { DisputeStatus, PaymentState } from '../../lib/domain/order';
import type { OrderEventType } from '../../lib/domain/order-view';
import type { RefundReason, RefundStatus } from '../../lib/domain/refund';
import type { Json } from '../../lib/domain/json';
import type { Proof } from '../../lib/domain/session';
import type { HeldBack, MailKind } from '../../lib/domain/mail-state';
import type {
  EmailTokenPurpose,
  ProductEdition,
  StaffActionType,
  StripeOperation,
  UserRole,
} from '../types';

// Times are integer milliseconds since 1970, money is integer minor units beside its currency.
// db/schema/postgres.ts mirrors this file; db/schema/parity.test.ts holds the two equal.

/** Takes any string, and gives it back. */
const text = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: heldText,
  fromDriver: releasedText,
});
const id = () => text('id').primaryKey();
const time = (name: string) => integer(name, { mode: 'number' });
const flag = (name: string) => integer(name, { mode: 'boolean' });
// What is no character is an escape in JSON already.
const json = <T>(name: string) => plainText(name, { mode: 'json' }).$type<T>();

/** The Stripe account and mode that this database was made with: one row, never another. */
export const stripeBinding = sqliteTable(
  'stripe_binding',
  {
    id: text('id').primaryKey().$type<'only'>(),
    stripeAccountId: text('stripe_account_id').notNull(),
    livemode: flag('livemode').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [check('stripe_binding_one_row', sql`${t.id} = 'only'`)],
);

export const users = sqliteTable('users', {
  id: id(),
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  role: text('role').notNull().$type<UserRole>(),
  /** Null for people who only ever signed in through a provider. */
  passwordHash: text('password_hash'),
  /** Nothing reads it any more: sessions are rows of their own. Goes one release later. */
  sessionEpoch: integer('session_epoch').notNull().default(0),
  /** When the person opened the link that we mailed to the address; null until then. */
  emailVerifiedAt: time('email_verified_at'),
  /** When all was taken from the row that names somebody; it stays for the orders that point at it. */
  erasedAt: time('erased_at'),
  createdAt: time('created_at').notNull(),
});

/** Who a person is at GitHub or Google. Email never links an account to a person. */
export const signInAccounts = sqliteTable(
  'sign_in_accounts',
  {
    provider: text('provider').notNull(),
    providerAccountId: text('provider_account_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'sign_in_accounts_pk',
      columns: [t.provider, t.providerAccountId],
    }),
    index('sign_in_accounts_user').on(t.userId),
  ],
);

/**
 * Who is signed in where. A browser's cookie carries the id of its row and nothing else that counts:
 * how long a session may last is judged by `lib/domain/session.ts` from these times.
 */
export const sessions = sqliteTable(
  'sessions',
  {
    /** Random: it tells nothing of when, and of how many there are. */
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** What the browser called itself when the session began, cut to a bound. */
    userAgent: text('user_agent').notNull(),
    createdAt: time('created_at').notNull(),
    /** The last visit, moved now and then only: pages are read without a write. */
    lastSeenAt: time('last_seen_at').notNull(),
    /** The end however often somebody visits. */
    endsAt: time('ends_at').notNull(),
    /** When and how the person last proved who they are. */
    provedAt: time('proved_at').notNull(),
    provedBy: text('proved_by').notNull().$type<Proof>(),
    /** Signed out, here or from elsewhere, or replaced by a newer session of the same browser. */
    endedAt: time('ended_at'),
  },
  (t) => [index('sessions_of_user').on(t.userId), index('sessions_seen').on(t.lastSeenAt)],
);

/** Links a person to a Stripe Customer: one per account and mode. */
export const customers = sqliteTable(
  'customers',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    stripeAccountId: text('stripe_account_id').notNull(),
    livemode: flag('livemode').notNull(),
    /** Belongs to this row, not to the user: a Customer that was deleted would be replayed. */
    createKey: text('create_key').notNull().unique(),
    createParameters: json<Json>('create_parameters').notNull(),
    /** Null until Stripe has answered. */
    stripeCustomerId: text('stripe_customer_id').unique(),
    /** Deleted at Stripe: the person gets another one, old orders keep this. */
    deletedAt: time('deleted_at'),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('customers_one_per_user')
      .on(t.userId, t.stripeAccountId, t.livemode)
      .where(sql`deleted_at is null`),
    index('customers_of_user').on(t.userId),
    index('customers_to_empty')
      .on(t.createdAt)
      .where(sql`create_parameters <> '{}'`),
  ],
);

export const cards = sqliteTable(
  'cards',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    stripePaymentMethodId: text('stripe_payment_method_id').notNull().unique(),
    brand: text('brand').notNull(),
    last4: text('last4').notNull(),
    expMonth: integer('exp_month').notNull(),
    expYear: integer('exp_year').notNull(),
    funding: text('funding').notNull(),
    country: text('country'),
    fingerprint: text('fingerprint'),
    /** As Stripe keeps it; null where it keeps none, and in rows that nobody has asked about since there is a column. */
    billing: json<Billing>('billing'),
    /** What its owner calls it. */
    nickname: text('nickname'),
    redisplay: text('redisplay').notNull().$type<Redisplay>(),
    setupUsage: text('setup_usage').notNull().$type<SetupUsage>(),
    state: text('state').notNull().$type<CardState>(),
    isDefault: flag('is_default').notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [
    index('cards_of_user').on(t.userId, t.createdAt),
    index('cards_of_customer').on(t.customerId),
    uniqueIndex('cards_one_default')
      .on(t.customerId)
      .where(sql`is_default`),
    // Null fingerprints are distinct from one another, so those cards are never taken for one.
    uniqueIndex('cards_one_tile_per_fingerprint')
      .on(t.customerId, t.fingerprint)
      .where(sql`state = 'active'`),
    check('cards_default_is_active', sql`not is_default or state = 'active'`),
  ],
);

/** A SetupIntent that somebody started in order to add a card. */
export const cardSetups = sqliteTable(
  'card_setups',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    createKey: text('create_key').notNull().unique(),
    createParameters: json<Json>('create_parameters').notNull(),
    stripeSetupIntentId: text('stripe_setup_intent_id').unique(),
    cardId: text('card_id').references(() => cards.id),
    /** The order that is charged later with the card; null for one that only goes into the wallet. */
    orderId: text('order_id').references((): AnySQLiteColumn => orders.id),
    /** Its secret is good for nothing any more, or nobody has it. Null while a browser may confirm it. */
    endedAt: time('ended_at'),
    /** Where its secret was asked for: a hash of the address, to count by. */
    givenTo: text('given_to'),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    index('card_setups_of_user').on(t.userId, t.createdAt),
    index('card_setups_of_order').on(t.orderId),
    index('card_setups_without_card')
      .on(t.createdAt)
      .where(sql`card_id is null`),
  ],
);

/** Where somebody has things sent. One that is changed gets another id: an id stands for the words that were shown. */
export const addresses = sqliteTable(
  'addresses',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    name: text('name').notNull(),
    line1: text('line1').notNull(),
    line2: text('line2'),
    city: text('city'),
    state: text('state'),
    postalCode: text('postal_code'),
    country: text('country').notNull(),
    isDefault: flag('is_default').notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [
    index('addresses_of_user').on(t.userId, t.createdAt),
    uniqueIndex('addresses_one_default')
      .on(t.userId)
      .where(sql`is_default`),
  ],
);

/** What somebody agreed to, in the words that they saw. */
export const consents = sqliteTable(
  'consents',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    kind: text('kind').notNull().$type<ConsentKind>(),
    text: text('text').notNull(),
    version: text('version').notNull(),
    cardSetupId: text('card_setup_id').references(() => cardSetups.id),
    orderId: text('order_id').references(() => orders.id),
    cardId: text('card_id').references(() => cards.id),
    /** Taken back, as when the box is unticked before the payment goes through. */
    withdrawnAt: time('withdrawn_at'),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    index('consents_of_user').on(t.userId),
    uniqueIndex('consents_one_per_setup').on(t.cardSetupId),
    uniqueIndex('consents_one_per_order').on(t.orderId, t.kind),
    uniqueIndex('consents_one_per_card').on(t.cardId),
  ],
);

export const products = sqliteTable(
  'products',
  {
    id: id(),
    slug: text('slug').notNull().unique(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    image: text('image').notNull(),
    alt: text('alt').notNull(),
    year: integer('year').notNull(),
    dimensions: text('dimensions').notNull(),
    edition: json<ProductEdition>('edition').notNull(),
    amount: time('amount').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    position: integer('position').notNull(),
    /** Printed on demand: charged, and sent, at most so many days after it was ordered. Null: at once. */
    shipsWithinDays: integer('ships_within_days'),
    isForSale: flag('is_for_sale').notNull(),
    /** How many of a limited edition one person may have; of no account for an open one. */
    copiesPerPerson: integer('copies_per_person').notNull().default(2),
  },
  (t) => [check('products_amount_is_positive', sql`${t.amount} > 0`)],
);

/** Copies of a limited edition. An open edition has no row. */
export const stock = sqliteTable(
  'stock',
  {
    productId: text('product_id')
      .primaryKey()
      .references(() => products.id),
    total: integer('total').notNull(),
    /** Neither sold nor set aside for an order that waits for its payment. */
    available: integer('available').notNull(),
  },
  (t) => [check('stock_within_edition', sql`${t.available} >= 0 and ${t.available} <= ${t.total}`)],
);

export const orders = sqliteTable(
  'orders',
  {
    id: id(),
    /** What people quote in a mail: short, and says nothing of how many orders there are. */
    reference: text('reference').notNull().unique(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    productId: text('product_id')
      .notNull()
      .references(() => products.id),
    /** Made when the page was drawn: the same request is the same order, however often it comes. */
    purchaseId: text('purchase_id').notNull(),
    title: text('title').notNull(),
    amount: time('amount').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    receiptEmail: text('receipt_email').notNull(),
    paymentState: text('payment_state').notNull().$type<PaymentState>(),
    refundedAmount: time('refunded_amount').notNull().default(0),
    dispute: text('dispute').$type<DisputeStatus>(),
    /** Raised by every write of Stripe's word; compared and set. */
    version: integer('version').notNull().default(0),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    paidAt: time('paid_at'),
    /** Whether a copy of a limited edition is set aside for it. */
    holdsStock: flag('holds_stock').notNull().default(false),
    /** When it took its copy anew, after it had gone back; null where it has the one that it was placed with. */
    copyHeldSince: time('copy_held_since'),
    /** Charged when it is sent, with the card that its owner agreed to; false: charged at once. */
    isPreorder: flag('is_preorder').notNull().default(false),
    scheduledCardId: text('scheduled_card_id').references(() => cards.id),
    shipBy: time('ship_by'),
    /** Nothing writes or reads it any more: it was set where a pre-order was paid. Goes one release later. */
    shippedAt: time('shipped_at'),
    /** When a charge that the bank put off is tried again; null where none is. */
    nextChargeAt: time('next_charge_at'),
    /** When staff marked it as sent; null while it is to be sent, or never will be. */
    sentAt: time('sent_at'),
    /** Where its buyer can see how far it is: https, at the carrier's. */
    trackingUrl: text('tracking_url'),
    /** Paid before it was written down what is sent: nobody knows whether it was. */
    sentUnrecorded: flag('sent_unrecorded').notNull().default(false),
  },
  (t) => [
    uniqueIndex('orders_one_per_purchase').on(t.userId, t.purchaseId),
    index('orders_of_user').on(t.userId, t.createdAt),
    index('orders_latest').on(t.createdAt, t.id),
    index('orders_by_state').on(t.paymentState, t.createdAt, t.id),
    index('orders_refunded')
      .on(t.createdAt, t.id)
      .where(sql`refunded_amount > 0`),
    index('orders_refunded_whole')
      .on(t.createdAt, t.id)
      .where(sql`refunded_amount >= amount`),
    index('orders_refunded_partly')
      .on(t.createdAt, t.id)
      .where(sql`refunded_amount > 0 and refunded_amount < amount`),
    index('orders_disputed')
      .on(t.createdAt, t.id)
      .where(sql`dispute is not null`),
    index('orders_charge_due')
      .on(t.nextChargeAt)
      .where(sql`next_charge_at is not null`),
    index('orders_with_scheduled_card').on(t.scheduledCardId),
    index('orders_to_send')
      .on(t.paidAt, t.id)
      .where(
        sql`paid_at is not null and sent_at is null and not sent_unrecorded and refunded_amount < amount and (dispute is null or dispute <> 'lost')`,
      ),
    index('orders_sent')
      .on(t.sentAt, t.id)
      .where(sql`sent_at is not null`),
    index('orders_unpaid')
      .on(t.updatedAt)
      .where(sql`payment_state in ('awaiting_payment', 'authenticating', 'declined')`),
    check('orders_amount_is_positive', sql`${t.amount} > 0`),
    check(
      'orders_refund_within_amount',
      sql`${t.refundedAmount} >= 0 and ${t.refundedAmount} <= ${t.amount}`,
    ),
  ],
);

/** Where an order goes: its own copy, which nothing that becomes of its owner's addresses changes. */
export const orderAddresses = sqliteTable('order_addresses', {
  orderId: text('order_id')
    .primaryKey()
    .references(() => orders.id),
  name: text('name').notNull(),
  line1: text('line1').notNull(),
  line2: text('line2'),
  city: text('city'),
  state: text('state'),
  postalCode: text('postal_code'),
  country: text('country').notNull(),
  /** When its buyer or staff last changed it; null while it is as it was ordered. */
  changedAt: time('changed_at'),
  changedBy: text('changed_by').references(() => users.id),
});

/** The PaymentIntents of an order: at most one that has not ended. */
export const intents = sqliteTable(
  'intents',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    createKey: text('create_key').notNull().unique(),
    createParameters: json<Json>('create_parameters').notNull(),
    stripeIntentId: text('stripe_intent_id').unique(),
    /** Whether the intent saves the card that pays it, as last told to Stripe. */
    savesCard: flag('saves_card').notNull(),
    /**
     * When something last began that gives its secret to a browser, for as long as that takes one of
     * its person's few places; null where none is taken.
     */
    givenAt: time('given_at'),
    /** Where that browser was: a hash of the address, to count by. */
    givenTo: text('given_to'),
    /**
     * Whether a browser may have its secret, and confirm it without asking us. Where nobody knows, it may.
     */
    secretIsOut: flag('secret_is_out').notNull().default(true),
    endedAt: time('ended_at'),
    /**
     * When Stripe told us that it is canceled. Null where it has not, though it may be over for us: one
     * whose making was never answered can still turn out to be charged.
     */
    canceledAt: time('canceled_at'),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('intents_one_live')
      .on(t.orderId)
      .where(sql`ended_at is null`),
    index('intents_of_order').on(t.orderId),
  ],
);

export const attempts = sqliteTable(
  'attempts',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    intentId: text('intent_id')
      .notNull()
      .references(() => intents.id),
    number: integer('number').notNull(),
    kind: text('kind').notNull().$type<AttemptKind>(),
    /** Its buyer is not there: charged by the agreement that was given with the order. */
    isOffSession: flag('is_off_session').notNull().default(false),
    cardId: text('card_id').references(() => cards.id),
    /** As shown on the timeline, kept when the card is gone. */
    cardBrand: text('card_brand'),
    cardLast4: text('card_last4'),
    amount: time('amount').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    /** Null where the browser confirmed: the intent itself is the fence there. */
    key: text('key').unique(),
    parameters: json<Json>('parameters'),
    outcome: text('outcome').notNull().$type<AttemptOutcome>(),
    failureRef: text('failure_ref'),
    failureCode: text('failure_code'),
    declineCode: text('decline_code'),
    adviceCode: text('advice_code'),
    requestId: text('request_id'),
    startedAt: time('started_at').notNull(),
    /** Null while the attempt is open. */
    closedAt: time('closed_at'),
    /** When the reconciler looks again at one that it could not find out about. */
    nextLookAt: time('next_look_at'),
  },
  (t) => [
    index('attempts_of_card').on(t.cardId, t.startedAt),
    uniqueIndex('attempts_numbered').on(t.orderId, t.number),
    uniqueIndex('attempts_one_open')
      .on(t.orderId)
      .where(sql`closed_at is null`),
    index('attempts_ended')
      .on(t.closedAt)
      .where(sql`outcome in ('succeeded', 'declined')`),
    check(
      'attempts_key_with_parameters',
      sql`(${t.key} is null) = (${t.kind} = 'browser') and (${t.parameters} is null) = (${t.kind} = 'browser')`,
    ),
  ],
);

/** Money that goes back: ours, written down before it is asked for, and what Stripe's Dashboard made. */
export const refunds = sqliteTable(
  'refunds',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    /** Whose charge it goes back from; null in rows from before there was a column, which are the paying one's. */
    intentId: text('intent_id').references(() => intents.id),
    /** Made when the form was drawn: the same request is the same refund. Null for the Dashboard's. */
    requestId: text('request_id').unique(),
    amount: time('amount').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    reason: text('reason').notNull().$type<RefundReason>(),
    status: text('status').notNull().$type<RefundStatus>(),
    failureReason: text('failure_reason'),
    /** Both null for a refund of the Dashboard's. */
    key: text('key').unique(),
    parameters: json<Json>('parameters'),
    stripeRefundId: text('stripe_refund_id').unique(),
    /** Who of the staff asked for it. */
    staffId: text('staff_id').references(() => users.id),
    /** When the reconciler asks Stripe about one that was not answered. */
    nextLookAt: time('next_look_at'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [
    index('refunds_of_order').on(t.orderId, t.createdAt),
    index('refunds_unanswered')
      .on(t.createdAt)
      .where(sql`status in ('sending', 'unknown')`),
    index('refunds_under_way')
      .on(t.createdAt)
      .where(sql`status in ('pending', 'requires_action')`),
    index('refunds_given')
      .on(t.createdAt)
      .where(sql`status in ('pending', 'requires_action', 'succeeded')`),
    check('refunds_amount_is_positive', sql`${t.amount} > 0`),
    check('refunds_key_with_parameters', sql`(${t.key} is null) = (${t.parameters} is null)`),
  ],
);

/** What the shop owes somebody, until somebody of the staff has dealt with it. */
export const attention = sqliteTable(
  'attention',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    kind: text('kind').notNull().$type<AttentionKind>(),
    /** Stripe's id of what brought it about: told again it is the same row, and another one is another row. */
    cause: text('cause').notNull(),
    amount: time('amount').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    since: time('since').notNull(),
    /** All three null until somebody of the staff has dealt with it. */
    dealtWithAt: time('dealt_with_at'),
    dealtWithBy: text('dealt_with_by').references(() => users.id),
    note: text('note'),
  },
  (t) => [
    uniqueIndex('attention_one_per_cause').on(t.orderId, t.kind, t.cause),
    index('attention_open')
      .on(t.orderId)
      .where(sql`dealt_with_at is null`),
    check(
      'attention_dealt_with_by_somebody',
      sql`(${t.dealtWithAt} is null) = (${t.dealtWithBy} is null) and (${t.dealtWithAt} is null) = (${t.note} is null)`,
    ),
  ],
);

/** Disputes over an order's charge, as Stripe last told. */
export const disputes = sqliteTable(
  'disputes',
  {
    stripeDisputeId: text('stripe_dispute_id').primaryKey(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    amount: time('amount').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    reason: text('reason').notNull(),
    status: text('status').notNull().$type<DisputeStatus>(),
    /** Until when evidence counts; null where none is asked for. */
    evidenceDueAt: time('evidence_due_at'),
    openedAt: time('opened_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [index('disputes_of_order').on(t.orderId, t.openedAt)],
);

/** The timeline of an order, as people read it. */
export const orderEvents = sqliteTable(
  'order_events',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    type: text('type').notNull().$type<OrderEventType>(),
    data: json<Json>('data').notNull(),
    requestId: text('request_id'),
    at: time('at').notNull(),
  },
  (t) => [index('order_events_of_order').on(t.orderId, t.at)],
);

/** Changes asked of Stripe beside attempts, written down before they are sent. */
export const stripeCalls = sqliteTable(
  'stripe_calls',
  {
    key: text('key').primaryKey(),
    operation: text('operation').notNull().$type<StripeOperation>(),
    /** The Stripe object that is changed. */
    target: text('target').notNull(),
    parameters: json<Json>('parameters').notNull(),
    /** When the worker sends it; null for a call whose request waits for the answer. */
    dueAt: time('due_at'),
    claimedUntil: time('claimed_until'),
    tries: integer('tries').notNull().default(0),
    lastError: text('last_error'),
    finishedAt: time('finished_at'),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    index('stripe_calls_of_target').on(t.target),
    index('stripe_calls_due')
      .on(t.dueAt)
      .where(sql`finished_at is null`),
    index('stripe_calls_finished')
      .on(t.finishedAt)
      .where(sql`finished_at is not null`),
  ],
);

/** Every event that Stripe told us, without client secrets. Received and processed are two things. */
export const webhookEvents = sqliteTable(
  'webhook_events',
  {
    stripeEventId: text('stripe_event_id').primaryKey(),
    type: text('type').notNull(),
    apiVersion: text('api_version'),
    livemode: flag('livemode').notNull(),
    payload: json<Json>('payload').notNull(),
    receivedAt: time('received_at').notNull(),
    processedAt: time('processed_at'),
    tries: integer('tries').notNull().default(0),
    /** What the handler said of it, or why it failed. */
    note: text('note'),
    /** When we try again by ourselves; null for one that is processed or given up. */
    nextTryAt: time('next_try_at'),
    /** When it was kept long enough: the payload is gone since. */
    emptiedAt: time('emptied_at'),
  },
  (t) => [
    index('webhook_events_unprocessed')
      .on(t.receivedAt)
      .where(sql`processed_at is null`),
    index('webhook_events_due')
      .on(t.nextTryAt)
      .where(sql`next_try_at is not null`),
    index('webhook_events_to_empty')
      .on(t.processedAt)
      .where(sql`processed_at is not null and emptied_at is null`),
    index('webhook_events_latest').on(t.receivedAt, t.stripeEventId),
  ],
);

/** Deliveries to the webhook that were wrong, counted: one row of each kind, however many come. */
export const deliveryFaults = sqliteTable('delivery_faults', {
  kind: text('kind').primaryKey().$type<DeliveryFaultKind>(),
  count: integer('count').notNull(),
  firstAt: time('first_at').notNull(),
  lastAt: time('last_at').notNull(),
  detail: text('detail'),
});

/** What pages were not allowed to do, as browsers tell it: one row of each kind, and so many rows at most. */
export const pageReports = sqliteTable(
  'page_reports',
  {
    directive: text('directive').notNull(),
    blocked: text('blocked').notNull(),
    page: text('page').notNull(),
    count: integer('count').notNull(),
    firstAt: time('first_at').notNull(),
    lastAt: time('last_at').notNull(),
  },
  (t) => [primaryKey({ name: 'page_reports_pk', columns: [t.directive, t.blocked, t.page] })],
);

/** How far Stripe's list of events has been read for what no webhook brought. */
export const eventCursors = sqliteTable('event_cursors', {
  name: text('name').primaryKey(),
  /** Events created before this were read, in ms. */
  readUntil: time('read_until').notNull(),
  updatedAt: time('updated_at').notNull(),
});

/** Who of many servers does a thing that one should do: taken by compare-and-set, for a while. */
export const leases = sqliteTable('leases', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  until: time('until').notNull(),
});

/** What each run of the reconciler found and did. */
export const reconciliations = sqliteTable(
  'reconciliations',
  {
    id: id(),
    startedBy: text('started_by').notNull().$type<'timer' | 'command'>(),
    startedAt: time('started_at').notNull(),
    finishedAt: time('finished_at'),
    report: json<Json>('report'),
    error: text('error'),
  },
  (t) => [index('reconciliations_latest').on(t.startedAt)],
);

/** Points of the throttle, by what they count. */
export const rateLimits = sqliteTable(
  'rate_limits',
  {
    key: text('key').primaryKey(),
    points: integer('points').notNull(),
    /** The limiter's library wants a date here; it is stored in milliseconds like every other time. */
    expire: integer('expire', { mode: 'timestamp_ms' }),
  },
  (t) => [index('rate_limits_over').on(t.expire)],
);

/** What is to be mailed, once: written by the transition that it tells of, sent after its commit. */
export const mails = sqliteTable(
  'mails',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    orderId: text('order_id').references(() => orders.id),
    kind: text('kind').notNull().$type<MailKind>(),
    /** Names what it tells of: the same news is mailed once. */
    newsKey: text('news_key').notNull().unique(),
    recipient: text('recipient').notNull(),
    /** What the words are made from when it is sent. No secret stands here: links are signed then. */
    data: json<Json>('data').notNull(),
    /** Null where it is sent, or given up. */
    dueAt: time('due_at'),
    claimedUntil: time('claimed_until'),
    tries: integer('tries').notNull().default(0),
    lastError: text('last_error'),
    /** Why it does not go out, where that is no fault: `dueAt` is null then. */
    heldBack: text('held_back').$type<HeldBack>(),
    sentAt: time('sent_at'),
    /** When it was kept long enough: recipient, data and error are gone since. */
    emptiedAt: time('emptied_at'),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    index('mails_due')
      .on(t.dueAt)
      .where(sql`due_at is not null`),
    index('mails_of_order').on(t.orderId),
    index('mails_of_user').on(t.userId),
    index('mails_latest').on(t.createdAt),
    index('mails_to_empty')
      .on(t.createdAt)
      .where(sql`emptied_at is null`),
  ],
);

/** Links of ours that prove an address or set a new password: each good once, and not for long. */
export const emailTokens = sqliteTable(
  'email_tokens',
  {
    /** SHA-256 of what stands in the link: who reads the database cannot use it. */
    tokenHash: text('token_hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    purpose: text('purpose').notNull().$type<EmailTokenPurpose>(),
    expiresAt: time('expires_at').notNull(),
    usedAt: time('used_at'),
    createdAt: time('created_at').notNull(),
  },
  (t) => [index('email_tokens_of_user').on(t.userId), index('email_tokens_over').on(t.expiresAt)],
);

/** What staff did, who and when. Written in the transaction of the deed, and never changed. */
export const staffActions = sqliteTable(
  'staff_actions',
  {
    id: id(),
    staffId: text('staff_id')
      .notNull()
      .references(() => users.id),
    action: text('action').notNull().$type<StaffActionType>(),
    orderId: text('order_id').references(() => orders.id),
    stripeEventId: text('stripe_event_id').references(() => webhookEvents.stripeEventId),
    data: json<Json>('data').notNull(),
    requestId: text('request_id'),
    at: time('at').notNull(),
  },
  (t) => [
    index('staff_actions_of_order').on(t.orderId, t.at),
    index('staff_actions_latest').on(t.at),
    index('staff_actions_of_staff').on(t.staffId),
  ],
);

/** What a day (UTC) brought in one currency, without the changes that are not added up yet. */
export const dailySums = sqliteTable(
  'daily_sums',
  {
    /** As 2027-05-01. */
    day: text('day').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    paidCount: integer('paid_count').notNull(),
    paidAmount: time('paid_amount').notNull(),
    refundedCount: integer('refunded_count').notNull(),
    refundedAmount: time('refunded_amount').notNull(),
    failedCount: integer('failed_count').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [primaryKey({ name: 'daily_sums_pk', columns: [t.day, t.currency] })],
);

/** What changes a day’s sums, until it is added up: inserted only, so that no two payments write one row. */
export const sumChanges = sqliteTable(
  'sum_changes',
  {
    id: id(),
    day: text('day').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    paidCount: integer('paid_count').notNull(),
    paidAmount: time('paid_amount').notNull(),
    refundedCount: integer('refunded_count').notNull(),
    refundedAmount: time('refunded_amount').notNull(),
    failedCount: integer('failed_count').notNull(),
  },
  (t) => [index('sum_changes_of_day').on(t.day)],
);

/** What staff wrote down about a person, or about an order of theirs. Nobody else reads it. */
export const notes = sqliteTable(
  'notes',
  {
    /** Made when the form was drawn: the same request is the same note. */
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** Null for one about the person. */
    orderId: text('order_id').references(() => orders.id),
    staffId: text('staff_id')
      .notNull()
      .references(() => users.id),
    text: text('text').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    index('notes_of_user').on(t.userId, t.createdAt, t.id),
    index('notes_of_order').on(t.orderId, t.createdAt, t.id),
    index('notes_of_staff').on(t.staffId),
  ],
);
