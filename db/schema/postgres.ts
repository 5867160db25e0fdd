import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { heldJson, heldText, releasedJson, releasedText } from '../any-text';
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

// The mirror of db/schema/sqlite.ts, where every table is explained; db/schema/parity.test.ts
// holds the two equal. bigint in number mode: milliseconds outgrow a Postgres integer.

const text = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: heldText,
  fromDriver: releasedText,
});
/** The driver parses what the server sends. */
const jsonb = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(heldJson(value)),
  fromDriver: releasedJson,
});
const id = () => text('id').primaryKey();
const time = (name: string) => bigint(name, { mode: 'number' });
const flag = (name: string) => boolean(name);
const dateInMilliseconds = customType<{ data: Date; driverData: number | string }>({
  dataType: () => 'bigint',
  toDriver: (date) => date.getTime(),
  fromDriver: (value) => new Date(Number(value)),
});
const json = <T>(name: string) => jsonb(name).$type<T>();

export const stripeBinding = pgTable(
  'stripe_binding',
  {
    id: text('id').primaryKey().$type<'only'>(),
    stripeAccountId: text('stripe_account_id').notNull(),
    livemode: flag('livemode').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [check('stripe_binding_one_row', sql`${t.id} = 'only'`)],
);

export const users = pgTable('users', {
  id: id(),
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  role: text('role').notNull().$type<UserRole>(),
  passwordHash: text('password_hash'),
  sessionEpoch: integer('session_epoch').notNull().default(0),
  emailVerifiedAt: time('email_verified_at'),
  erasedAt: time('erased_at'),
  createdAt: time('created_at').notNull(),
});

export const signInAccounts = pgTable(
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

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    userAgent: text('user_agent').notNull(),
    createdAt: time('created_at').notNull(),
    lastSeenAt: time('last_seen_at').notNull(),
    endsAt: time('ends_at').notNull(),
    provedAt: time('proved_at').notNull(),
    provedBy: text('proved_by').notNull().$type<Proof>(),
    endedAt: time('ended_at'),
  },
  (t) => [index('sessions_of_user').on(t.userId), index('sessions_seen').on(t.lastSeenAt)],
);

export const customers = pgTable(
  'customers',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    stripeAccountId: text('stripe_account_id').notNull(),
    livemode: flag('livemode').notNull(),
    createKey: text('create_key').notNull().unique(),
    createParameters: json<Json>('create_parameters').notNull(),
    stripeCustomerId: text('stripe_customer_id').unique(),
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

export const cards = pgTable(
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
    uniqueIndex('cards_one_tile_per_fingerprint')
      .on(t.customerId, t.fingerprint)
      .where(sql`state = 'active'`),
    check('cards_default_is_active', sql`not is_default or state = 'active'`),
  ],
);

export const cardSetups = pgTable(
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
    orderId: text('order_id').references((): AnyPgColumn => orders.id),
    endedAt: time('ended_at'),
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

export const addresses = pgTable(
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

export const consents = pgTable(
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

export const products = pgTable(
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
    shipsWithinDays: integer('ships_within_days'),
    isForSale: flag('is_for_sale').notNull(),
    copiesPerPerson: integer('copies_per_person').notNull().default(2),
  },
  (t) => [check('products_amount_is_positive', sql`${t.amount} > 0`)],
);

export const stock = pgTable(
  'stock',
  {
    productId: text('product_id')
      .primaryKey()
      .references(() => products.id),
    total: integer('total').notNull(),
    available: integer('available').notNull(),
  },
  (t) => [check('stock_within_edition', sql`${t.available} >= 0 and ${t.available} <= ${t.total}`)],
);

export const orders = pgTable(
  'orders',
  {
    id: id(),
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
    purchaseId: text('purchase_id').notNull(),
    title: text('title').notNull(),
    amount: time('amount').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    receiptEmail: text('receipt_email').notNull(),
    paymentState: text('payment_state').notNull().$type<PaymentState>(),
    refundedAmount: time('refunded_amount').notNull().default(0),
    dispute: text('dispute').$type<DisputeStatus>(),
    version: integer('version').notNull().default(0),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    paidAt: time('paid_at'),
    holdsStock: flag('holds_stock').notNull().default(false),
    copyHeldSince: time('copy_held_since'),
    isPreorder: flag('is_preorder').notNull().default(false),
    scheduledCardId: text('scheduled_card_id').references(() => cards.id),
    shipBy: time('ship_by'),
    shippedAt: time('shipped_at'),
    nextChargeAt: time('next_charge_at'),
    sentAt: time('sent_at'),
    trackingUrl: text('tracking_url'),
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

export const orderAddresses = pgTable('order_addresses', {
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
  changedAt: time('changed_at'),
  changedBy: text('changed_by').references(() => users.id),
});

export const intents = pgTable(
  'intents',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    createKey: text('create_key').notNull().unique(),
    createParameters: json<Json>('create_parameters').notNull(),
    stripeIntentId: text('stripe_intent_id').unique(),
    savesCard: flag('saves_card').notNull(),
    givenAt: time('given_at'),
    givenTo: text('given_to'),
    secretIsOut: flag('secret_is_out').notNull().default(true),
    endedAt: time('ended_at'),
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

export const attempts = pgTable(
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
    isOffSession: flag('is_off_session').notNull().default(false),
    cardId: text('card_id').references(() => cards.id),
    cardBrand: text('card_brand'),
    cardLast4: text('card_last4'),
    amount: time('amount').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    key: text('key').unique(),
    parameters: json<Json>('parameters'),
    outcome: text('outcome').notNull().$type<AttemptOutcome>(),
    failureRef: text('failure_ref'),
    failureCode: text('failure_code'),
    declineCode: text('decline_code'),
    adviceCode: text('advice_code'),
    requestId: text('request_id'),
    startedAt: time('started_at').notNull(),
    closedAt: time('closed_at'),
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

export const refunds = pgTable(
  'refunds',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    intentId: text('intent_id').references(() => intents.id),
    requestId: text('request_id').unique(),
    amount: time('amount').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    reason: text('reason').notNull().$type<RefundReason>(),
    status: text('status').notNull().$type<RefundStatus>(),
    failureReason: text('failure_reason'),
    key: text('key').unique(),
    parameters: json<Json>('parameters'),
    stripeRefundId: text('stripe_refund_id').unique(),
    staffId: text('staff_id').references(() => users.id),
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
export const attention = pgTable(
  'attention',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    kind: text('kind').notNull().$type<AttentionKind>(),
    cause: text('cause').notNull(),
    amount: time('amount').notNull(),
    currency: text('currency').notNull().$type<Currency>(),
    since: time('since').notNull(),
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

export const disputes = pgTable(
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
    evidenceDueAt: time('evidence_due_at'),
    openedAt: time('opened_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [index('disputes_of_order').on(t.orderId, t.openedAt)],
);

/** The timeline of an order, as people read it. */

export const orderEvents = pgTable(
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

export const stripeCalls = pgTable(
  'stripe_calls',
  {
    key: text('key').primaryKey(),
    operation: text('operation').notNull().$type<StripeOperation>(),
    target: text('target').notNull(),
    parameters: json<Json>('parameters').notNull(),
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

export const webhookEvents = pgTable(
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
    note: text('note'),
    nextTryAt: time('next_try_at'),
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
export const deliveryFaults = pgTable('delivery_faults', {
  kind: text('kind').primaryKey().$type<DeliveryFaultKind>(),
  count: integer('count').notNull(),
  firstAt: time('first_at').notNull(),
  lastAt: time('last_at').notNull(),
  detail: text('detail'),
});
export const pageReports = pgTable(
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
export const eventCursors = pgTable('event_cursors', {
  name: text('name').primaryKey(),
  readUntil: time('read_until').notNull(),
  updatedAt: time('updated_at').notNull(),
});
export const leases = pgTable('leases', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  until: time('until').notNull(),
});
export const reconciliations = pgTable(
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

export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text('key').primaryKey(),
    points: integer('points').notNull(),
    expire: dateInMilliseconds('expire'),
  },
  (t) => [index('rate_limits_over').on(t.expire)],
);
export const mails = pgTable(
  'mails',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    orderId: text('order_id').references(() => orders.id),
    kind: text('kind').notNull().$type<MailKind>(),
    newsKey: text('news_key').notNull().unique(),
    recipient: text('recipient').notNull(),
    data: json<Json>('data').notNull(),
    dueAt: time('due_at'),
    claimedUntil: time('claimed_until'),
    tries: integer('tries').notNull().default(0),
    lastError: text('last_error'),
    /** Why it does not go out, where that is no fault: `dueAt` is null then. */
    heldBack: text('held_back').$type<HeldBack>(),
    sentAt: time('sent_at'),
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
export const emailTokens = pgTable(
  'email_tokens',
  {
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
export const staffActions = pgTable(
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

export const dailySums = pgTable(
  'daily_sums',
  {
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

export const sumChanges = pgTable(
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

export const notes = pgTable(
  'notes',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
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
