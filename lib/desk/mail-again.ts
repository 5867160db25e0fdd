import { z } from 'zod';
import { listAttempts } from '@/db/queries/attempts';
import { findCardById } from '@/db/queries/cards';
import { findMailByNews, type MailNews } from '@/db/queries/mails';
import { findOrderById, type Order } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import type { Transaction } from '@/db/database';
import { assertStaff, recordAction } from '../audit';
import { database } from '../database';
import { Failure } from '../domain/failure';
import type { HeldBack } from '../domain/mail-state';
import { mailedAgain } from '../domain/mail-again';
import { isNoAddress } from '../domain/no-address';
import { count, type Limit } from '../limits/count-uses';
import { aboutOrder } from '../notify/about-order';
import { whereItGoes } from '../notify/where-it-goes';
import { writeMail } from '../notify/write-mail';

export const mailAgainInput = z.object({ orderId: z.uuid(), requestId: z.uuid() });

/** A letter that was not found three times is not found by the sixth. */
const limit: Limit = { name: 'mail-again', points: 5, seconds: 24 * 60 * 60 };

/** Why it does not go out all the same, where it may not: its address is not confirmed, say. */
export type MailedAgain = { heldBack: HeldBack | null };

/**
 * Mails the receipt of an order again, or of one that is charged later what its buyer agreed to: to
 * whom the first one went, by the same rules. The same request again mails nothing more. For staff.
 * Throws Failure: `not_found`, to anybody but staff too; `too_late` where an order has no such mail,
 * or no address any more; `too_many_tries` after five on one day.
 */
export async function mailAgain(
  staff: User,
  { orderId, requestId }: z.output<typeof mailAgainInput>,
): Promise<MailedAgain> {
  assertStaff(staff);
  return database().transaction(async (tx) => {
    const order = await findOrderById(tx, orderId);
    if (!order) throw new Failure('not_found');
    const news = isNoAddress(order.receiptEmail) ? null : await newsOf(tx, order, requestId);
    if (!news) throw new Failure('too_late');
    const at = Date.now();
    const mail = await writeMail(tx, news, at);
    if (!mail) {
      const known = await findMailByNews(tx, news.newsKey);
      return { heldBack: known?.heldBack ?? null };
    }
    const { used, retryAfter } = await count(tx, limit, orderId);
    if (used > limit.points) throw new Failure('too_many_tries', { retryAfter });
    await recordAction(tx, staff.id, 'mail_again', { orderId, data: { mail: news.kind } }, at);
    return { heldBack: mail.heldBack };
  });
}

async function newsOf(tx: Transaction, order: Order, requestId: string): Promise<MailNews | null> {
  const { of, named, total } = aboutOrder(order);
  const kind = mailedAgain(order);
  const newsKey = `${kind}:${order.id}:again:${requestId}`;
  if (kind === 'receipt') {
    const paid = (await listAttempts(tx, order.id)).find(({ outcome }) => outcome === 'succeeded');
    const card =
      paid?.cardBrand && paid.cardLast4 ? { brand: paid.cardBrand, last4: paid.cardLast4 } : null;
    const paidAt = order.paidAt ?? paid?.closedAt ?? order.updatedAt;
    const goesTo = await whereItGoes(tx, order, order.receiptEmail);
    return { ...of, kind, newsKey, data: { ...named, total, card, paidAt, ...goesTo } };
  }
  const { shipBy, scheduledCardId } = order;
  const found = scheduledCardId === null ? null : await findCardById(tx, scheduledCardId);
  if (kind === null || shipBy === null || !found) return null;
  const card = { brand: found.brand, last4: found.last4 };
  const goesTo = await whereItGoes(tx, order, order.receiptEmail);
  return { ...of, kind, newsKey, data: { ...named, total, card, shipBy, ...goesTo } };
}
