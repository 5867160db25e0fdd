import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tables } from './database';

/**
 * What each column is to the person whom its row is about, so that a new one is thought about before
 * it is there: one that is missing here does not compile.
 *
 * - `told`: theirs. Exported, and emptied or deleted when they are erased.
 * - `booked`: theirs as well, and part of the books: exported, and kept when they are erased.
 * - `hidden`: names or opens something of theirs, and is a hash, a key, or what a key was sent with:
 *   never exported. Nobody is told from it once the rest is gone.
 * - `ours`: how the shop works. Says nothing of anybody.
 */
export type Class = 'told' | 'booked' | 'hidden' | 'ours';

/** Whose a row is: by a column of its own, or by the order or event that it belongs to. */
export type Owner = 'id' | 'userId' | 'staffId' | 'orderId' | 'event';

type ClassesOf<T> = T extends SQLiteTable ? { [C in keyof T['$inferSelect']]: Class } : never;

type Personal<T> = { of: Owner; columns: ClassesOf<T> };

/** Every table: of somebody, or `null` with nothing in it that is anybody's. */
export const personalData: { [T in keyof Tables]: Personal<Tables[T]> | null } = {
  users: {
    of: 'id',
    columns: {
      id: 'booked',
      email: 'told',
      name: 'told',
      role: 'booked',
      passwordHash: 'hidden',
      sessionEpoch: 'ours',
      emailVerifiedAt: 'told',
      erasedAt: 'booked',
      createdAt: 'booked',
    },
  },
  signInAccounts: {
    of: 'userId',
    columns: { provider: 'told', providerAccountId: 'told', userId: 'told', createdAt: 'told' },
  },
  sessions: {
    of: 'userId',
    columns: {
      id: 'hidden',
      userId: 'told',
      userAgent: 'told',
      createdAt: 'told',
      lastSeenAt: 'told',
      endsAt: 'told',
      provedAt: 'told',
      provedBy: 'told',
      endedAt: 'told',
    },
  },
  customers: {
    of: 'userId',
    columns: {
      id: 'booked',
      userId: 'booked',
      stripeAccountId: 'ours',
      livemode: 'ours',
      createKey: 'hidden',
      createParameters: 'told',
      stripeCustomerId: 'booked',
      deletedAt: 'booked',
      createdAt: 'booked',
    },
  },
  cards: {
    of: 'userId',
    columns: {
      id: 'booked',
      userId: 'booked',
      customerId: 'booked',
      // An id at Stripe of what is detached there: it is needed until that is done.
      stripePaymentMethodId: 'booked',
      brand: 'told',
      last4: 'told',
      expMonth: 'told',
      expYear: 'told',
      funding: 'told',
      country: 'told',
      // The same for every shop of the account, as a hash of the number is.
      fingerprint: 'hidden',
      billing: 'told',
      nickname: 'told',
      redisplay: 'booked',
      setupUsage: 'booked',
      state: 'booked',
      isDefault: 'booked',
      createdAt: 'booked',
      updatedAt: 'booked',
    },
  },
  cardSetups: {
    of: 'userId',
    columns: {
      id: 'booked',
      userId: 'booked',
      customerId: 'booked',
      createKey: 'hidden',
      createParameters: 'hidden',
      stripeSetupIntentId: 'booked',
      cardId: 'booked',
      orderId: 'booked',
      endedAt: 'booked',
      givenTo: 'hidden',
      createdAt: 'booked',
    },
  },
  addresses: {
    of: 'userId',
    columns: {
      id: 'told',
      userId: 'told',
      name: 'told',
      line1: 'told',
      line2: 'told',
      city: 'told',
      state: 'told',
      postalCode: 'told',
      country: 'told',
      isDefault: 'told',
      createdAt: 'told',
      updatedAt: 'told',
    },
  },
  // The proof of what was agreed to: asked for in a dispute.
  consents: {
    of: 'userId',
    columns: {
      id: 'booked',
      userId: 'booked',
      kind: 'booked',
      text: 'booked',
      version: 'booked',
      cardSetupId: 'booked',
      orderId: 'booked',
      cardId: 'booked',
      withdrawnAt: 'booked',
      createdAt: 'booked',
    },
  },
  orders: {
    of: 'userId',
    columns: {
      id: 'booked',
      reference: 'booked',
      userId: 'booked',
      customerId: 'booked',
      productId: 'booked',
      purchaseId: 'booked',
      title: 'booked',
      amount: 'booked',
      currency: 'booked',
      receiptEmail: 'told',
      paymentState: 'booked',
      refundedAmount: 'booked',
      dispute: 'booked',
      version: 'ours',
      createdAt: 'booked',
      updatedAt: 'booked',
      paidAt: 'booked',
      copyHeldSince: 'booked',
      holdsStock: 'ours',
      isPreorder: 'booked',
      scheduledCardId: 'booked',
      shipBy: 'booked',
      shippedAt: 'booked',
      nextChargeAt: 'booked',
      sentAt: 'booked',
      // The proof that it was sent: asked for in a dispute.
      trackingUrl: 'booked',
      sentUnrecorded: 'ours',
    },
  },
  // Needed until what was ordered has arrived, and no part of the books.
  orderAddresses: {
    of: 'orderId',
    columns: {
      orderId: 'told',
      name: 'told',
      line1: 'told',
      line2: 'told',
      city: 'told',
      state: 'told',
      postalCode: 'told',
      country: 'told',
      changedAt: 'told',
      // Maybe somebody else's: who of the staff it was.
      changedBy: 'ours',
    },
  },
  intents: {
    of: 'orderId',
    columns: {
      id: 'booked',
      orderId: 'booked',
      createKey: 'hidden',
      createParameters: 'hidden',
      stripeIntentId: 'booked',
      savesCard: 'booked',
      secretIsOut: 'booked',
      givenAt: 'booked',
      givenTo: 'hidden',
      endedAt: 'booked',
      canceledAt: 'booked',
      createdAt: 'booked',
    },
  },
  attempts: {
    of: 'orderId',
    columns: {
      id: 'booked',
      orderId: 'booked',
      intentId: 'booked',
      number: 'booked',
      kind: 'booked',
      isOffSession: 'booked',
      cardId: 'booked',
      // With which card something was paid: asked for in a dispute, and on every receipt.
      cardBrand: 'booked',
      cardLast4: 'booked',
      amount: 'booked',
      currency: 'booked',
      key: 'hidden',
      parameters: 'hidden',
      outcome: 'booked',
      failureRef: 'booked',
      failureCode: 'booked',
      declineCode: 'booked',
      adviceCode: 'booked',
      requestId: 'ours',
      startedAt: 'booked',
      closedAt: 'booked',
      nextLookAt: 'ours',
    },
  },
  refunds: {
    of: 'orderId',
    columns: {
      id: 'booked',
      orderId: 'booked',
      intentId: 'booked',
      requestId: 'ours',
      amount: 'booked',
      currency: 'booked',
      reason: 'booked',
      status: 'booked',
      failureReason: 'booked',
      key: 'hidden',
      parameters: 'hidden',
      stripeRefundId: 'booked',
      // Somebody else's: who of the staff it was.
      staffId: 'ours',
      nextLookAt: 'ours',
      createdAt: 'booked',
      updatedAt: 'booked',
    },
  },
  attention: {
    of: 'orderId',
    columns: {
      id: 'booked',
      orderId: 'booked',
      kind: 'booked',
      cause: 'booked',
      amount: 'booked',
      currency: 'booked',
      since: 'booked',
      dealtWithAt: 'booked',
      dealtWithBy: 'ours',
      // How money came back to somebody in another way.
      note: 'booked',
    },
  },
  disputes: {
    of: 'orderId',
    columns: {
      stripeDisputeId: 'booked',
      orderId: 'booked',
      amount: 'booked',
      currency: 'booked',
      reason: 'booked',
      status: 'booked',
      evidenceDueAt: 'booked',
      openedAt: 'booked',
      updatedAt: 'booked',
    },
  },
  orderEvents: {
    of: 'orderId',
    columns: {
      id: 'booked',
      orderId: 'booked',
      type: 'booked',
      data: 'booked',
      requestId: 'ours',
      at: 'booked',
    },
  },
  webhookEvents: {
    of: 'event',
    columns: {
      stripeEventId: 'booked',
      type: 'booked',
      apiVersion: 'ours',
      livemode: 'ours',
      payload: 'told',
      receivedAt: 'booked',
      processedAt: 'booked',
      tries: 'ours',
      note: 'booked',
      nextTryAt: 'ours',
      emptiedAt: 'ours',
    },
  },
  mails: {
    of: 'userId',
    columns: {
      id: 'booked',
      userId: 'booked',
      orderId: 'booked',
      kind: 'booked',
      newsKey: 'ours',
      recipient: 'told',
      data: 'told',
      dueAt: 'booked',
      claimedUntil: 'ours',
      tries: 'ours',
      lastError: 'told',
      heldBack: 'booked',
      sentAt: 'booked',
      emptiedAt: 'ours',
      createdAt: 'booked',
    },
  },
  emailTokens: {
    of: 'userId',
    columns: {
      tokenHash: 'hidden',
      userId: 'told',
      purpose: 'told',
      expiresAt: 'told',
      usedAt: 'told',
      createdAt: 'told',
    },
  },
  // What somebody of the staff did: written once and never changed.
  staffActions: {
    of: 'staffId',
    columns: {
      id: 'booked',
      staffId: 'booked',
      action: 'booked',
      orderId: 'booked',
      stripeEventId: 'booked',
      data: 'booked',
      requestId: 'ours',
      at: 'booked',
    },
  },
  // What staff wrote down about somebody is theirs to be told, and goes with them.
  notes: {
    of: 'userId',
    columns: {
      id: 'ours',
      userId: 'booked',
      orderId: 'booked',
      staffId: 'ours',
      text: 'told',
      createdAt: 'booked',
    },
  },
  // Names what it changes by an id at Stripe, and carries nothing of anybody.
  stripeCalls: null,
  // Keyed by hashes, and over within days.
  rateLimits: null,
  // How much of all a day brought, of nobody.
  dailySums: null,
  sumChanges: null,
  products: null,
  stock: null,
  stripeBinding: null,
  deliveryFaults: null,
  eventCursors: null,
  leases: null,
  // Of pages, and of nobody who looked at them.
  pageReports: null,
  reconciliations: null,
};
