import { z } from 'zod';
import { findOrder, findOrderByPurchase, type Order } from '@/db/queries/orders';
import type { Reader, Transaction } from '@/db/database';
import type { User } from '@/db/queries/users';
import type { LinkedCustomer } from '../customers/link-customer';
import { Failure } from '../domain/failure';
import { currencies } from '../domain/money';
import type { Subject } from '../domain/subject';
import { placeOrder, type Purchase } from './place-order';

export const moneyInput = z.object({
  amount: z.number().int().positive(),
  currency: z.enum(currencies),
});

export const purchaseInput = z.object({
  purchaseId: z.uuid(),
  productSlug: z.string().min(1).max(80),
  besides: z.uuid().optional(),
});

export const orderInput = z.object({ orderId: z.uuid() });

export const subjectInput: z.ZodType<Subject> = z.union([purchaseInput, orderInput]);

/** The order that is meant; null where it is missing, somebody else's, or not placed yet. */
export const findOrderOf = (db: Reader, userId: string, subject: Subject): Promise<Order | null> =>
  'orderId' in subject
    ? findOrder(db, userId, subject.orderId)
    : findOrderByPurchase(db, userId, subject.purchaseId);

/** Throws Failure `not_found` for an order that is missing or somebody else's. */
export async function getOrder(db: Reader, userId: string, orderId: string): Promise<Order> {
  const order = await findOrder(db, userId, orderId);
  if (!order) throw new Failure('not_found');
  return order;
}

/** What a page showed of its subject, and what was typed there. */
type Page = { subject: Subject } & Pick<Purchase, 'shown' | 'shipBy' | 'receiptEmail' | 'to'>;

/**
 * The order that is meant, placed if it is new. An order that is there is not held against what the
 * page showed: that is for the caller. Throws Failure `not_found`, and what `placeOrder` throws.
 */
export const getOrPlaceOrder = (
  tx: Transaction,
  user: User,
  customer: LinkedCustomer,
  { subject, ...page }: Page,
  at: number,
): Promise<Order> =>
  'orderId' in subject
    ? getOrder(tx, user.id, subject.orderId)
    : placeOrder(tx, user, customer, { ...subject, ...page }, at);
