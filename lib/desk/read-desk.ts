import { listAllOrders } from '@/db/queries/orders';
import { listEvents } from '@/db/queries/webhook-events';
import { database } from '../database';
import type { Money } from '../domain/money';
import { orderLabel, type OrderLabel } from '../domain/order';

/** As many rows as the desk shows at once. */
const ROWS = 50;

export type DeskOrder = {
  reference: string;
  email: string;
  title: string;
  total: Money;
  label: OrderLabel;
  createdAt: number;
};

/** The latest orders of all buyers. For staff only: the page checks the role. */
export async function listDeskOrders(): Promise<DeskOrder[]> {
  const rows = await listAllOrders(database().read, ROWS);
  return rows.map(({ order, email }) => {
    const total = { amount: order.amount, currency: order.currency };
    const { reference, title, paymentState, refundedAmount, dispute, createdAt } = order;
    const label = orderLabel({ paymentState, total, refundedAmount, dispute });
    return { reference, email, title, total, label, createdAt };
  });
}

/** The latest events that Stripe delivered, processed or not. For staff only. */
export const listInbox = () => listEvents(database().read, ROWS);
