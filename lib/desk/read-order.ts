import { listAttempts, type Attempt } from '@/db/queries/attempts';
import { listIntents } from '@/db/queries/intents';
import { listOrderEvents } from '@/db/queries/order-events';
import { findAddressOfOrder } from '@/db/queries/order-addresses';
import { findOrderById } from '@/db/queries/orders';
import { listStaffActionsOfOrder } from '@/db/queries/staff-actions';
import { findUser } from '@/db/queries/users';
import { database } from '../database';
import type {
  DeskAttempt,
  DeskOrderView,
  DeskOwed,
  DeskRefund,
  StripeLink,
} from '../domain/desk-view';
import { canChangeAddress, postalAddressOf } from '../domain/address';
import type { RefundEntry } from '../domain/refund';
import { sentAtOf } from '../orders/destination';
import { findMoneyBack } from '../orders/refund/read-refunds';
import { lacksCopy } from '../orders/sync/copy';
import { readAttention, type AttentionEntry } from '../orders/view/read-attention';
import { mailedAgain } from '../domain/mail-again';
import { isNoAddress } from '../domain/no-address';
import { toRow } from './list-orders';
import { readNotesOfOrder } from './read-notes';
import { toAction } from './read-actions';
import { findDeskPreorder } from './read-desk-preorder';
import { readSending } from './read-sending';
import { paymentLink } from './stripe-link';
import { watchedOf } from './watched';

/** Everything that we know of anybody's order; null where there is none. For staff only. */
export async function findDeskOrder(orderId: string): Promise<DeskOrderView | null> {
  const { read } = database();
  const order = await findOrderById(read, orderId);
  if (!order) return null;
  const now = Date.now();
  const [buyer, attempts, intents, moneyBack, events, actions, attention, address, notes] =
    await Promise.all([
      findUser(read, order.userId),
      listAttempts(read, orderId),
      listIntents(read, orderId),
      findMoneyBack(orderId),
      listOrderEvents(read, orderId),
      listStaffActionsOfOrder(read, orderId),
      readAttention(order),
      findAddressOfOrder(read, orderId),
      readNotesOfOrder(orderId),
    ]);
  if (!buyer || !moneyBack) throw new Error(`order ${orderId} belongs to nobody`);
  const links = new Map(
    intents.map(({ id, stripeIntentId }) => [id, stripeIntentId && paymentLink(stripeIntentId)]),
  );
  const linkOf = (intentId: string): StripeLink | null => links.get(intentId) || null;
  const paying = attempts.find(({ outcome }) => outcome === 'succeeded')?.intentId;
  const lastMade = intents.findLast(({ stripeIntentId }) => stripeIntentId !== null)?.id;
  const { version, paymentState, receiptEmail, paidAt } = order;

  return {
    ...toRow({ ...order, email: buyer.email }),
    ...{ version, paymentState, receiptEmail, paidAt },
    goesTo: address && postalAddressOf(address),
    canChangeAddress: canChangeAddress({ ...order, sentAt: sentAtOf(order) }),
    preorder: await findDeskPreorder(order, now),
    toBuyer: await readSending(order, { refundable: moneyBack.refundable.amount, attention, now }),
    copy: order.holdsStock ? 'set_aside' : (await lacksCopy(read, order)) ? 'none' : null,
    refundable: moneyBack.refundable.amount,
    buyer: {
      ...{ id: buyer.id, name: buyer.name, email: buyer.email },
      isErased: buyer.erasedAt !== null,
    },
    mailAgain: isNoAddress(receiptEmail) ? null : mailedAgain(order),
    notes,
    attempts: attempts.map((attempt) => toAttempt(attempt, linkOf(attempt.intentId))),
    refunds: await withStaff(moneyBack.refunds),
    disputes: moneyBack.disputes.map(({ amount, currency, ...dispute }) => ({
      ...dispute,
      total: { amount, currency },
    })),
    owed: attention.map(toOwed),
    watched: watchedOf({ ...order, attempts, refunds: moneyBack.refunds }, now),
    payment: linkOf(paying ?? lastMade ?? ''),
    events: events.map(({ id, type, data, at, requestId }) => ({ id, type, data, at, requestId })),
    actions: actions.map(toAction),
  };
}

function toOwed(entry: AttentionEntry): DeskOwed {
  const { id, kind, cause, amount, currency, since, isSettled } = entry;
  const { dealtWithAt: at, dealtWithByEmail: staffEmail, note } = entry;
  return {
    ...{ id, kind, cause, since, isSettled, total: { amount, currency } },
    // Of a refund, and of what was written down before there was a table for it, the cause is no payment.
    payment: cause.startsWith('pi_') ? paymentLink(cause) : null,
    dealtWith:
      at === null || staffEmail === null || note === null ? null : { at, staffEmail, note },
  };
}

/** A handful of people refund one order, mostly one: each is looked up once. */
async function withStaff(refunds: readonly RefundEntry[]): Promise<DeskRefund[]> {
  const ids = new Set(refunds.flatMap(({ staffId }) => staffId ?? []));
  const people = await Promise.all([...ids].map((id) => findUser(database().read, id)));
  const emails = new Map(people.map((person) => [person?.id, person?.email]));
  return refunds.map(({ staffId, ...refund }) => ({
    ...refund,
    staffEmail: (staffId && emails.get(staffId)) || null,
  }));
}

/** Field by field: an attempt's key and parameters stay on the server. */
const toAttempt = (attempt: Attempt, intent: StripeLink | null): DeskAttempt => ({
  number: attempt.number,
  kind: attempt.kind,
  isOffSession: attempt.isOffSession,
  card:
    attempt.cardBrand && attempt.cardLast4
      ? { brand: attempt.cardBrand, last4: attempt.cardLast4 }
      : null,
  total: { amount: attempt.amount, currency: attempt.currency },
  outcome: attempt.outcome,
  failureCode: attempt.failureCode,
  declineCode: attempt.declineCode,
  adviceCode: attempt.adviceCode,
  requestId: attempt.requestId,
  startedAt: attempt.startedAt,
  closedAt: attempt.closedAt,
  intent,
});
