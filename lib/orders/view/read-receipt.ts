import { listAttempts } from '@/db/queries/attempts';
import { findAddressOfOrder } from '@/db/queries/order-addresses';
import { findOrder, findOrderById, type Order } from '@/db/queries/orders';
import { getProductById } from '@/db/queries/products';
import { listRefunds, type Refund } from '@/db/queries/refunds';
import { findUser } from '@/db/queries/users';
import { database } from '../../database';
import { postalAddressOf } from '../../domain/address';
import type { Receipt, ReceiptView } from '../../domain/receipt';
import type { RefundStatus } from '../../domain/refund';
import { env } from '../../env';

/** Null for an order that is missing or somebody else's. */
export async function findReceipt(userId: string, orderId: string): Promise<ReceiptView | null> {
  const order = await findOrder(database().read, userId, orderId);
  return order && toView(order);
}

/** Anybody's; null where there is no such order. For staff only. */
export async function findDeskReceipt(orderId: string): Promise<ReceiptView | null> {
  const order = await findOrderById(database().read, orderId);
  return order && toView(order);
}

const toView = async (order: Order): Promise<ReceiptView> =>
  order.paymentState === 'paid'
    ? { state: 'paid', receipt: await toReceipt(order) }
    : { state: 'unpaid', orderId: order.id, reference: order.reference };

async function toReceipt(order: Order): Promise<Receipt> {
  const { read } = database();
  const [product, buyer, attempts, refunds, address] = await Promise.all([
    getProductById(read, order.productId),
    findUser(read, order.userId),
    listAttempts(read, order.id),
    listRefunds(read, order.id),
    findAddressOfOrder(read, order.id),
  ]);
  const { amount, currency, refundedAmount } = order;
  const paid = attempts.find(({ outcome }) => outcome === 'succeeded');
  return {
    orderId: order.id,
    reference: order.reference,
    seller: env().seller,
    buyer: { name: buyer?.name ?? '', email: order.receiptEmail },
    lines: [
      {
        title: order.title,
        detail: product.dimensions,
        quantity: 1,
        total: { amount, currency },
      },
    ],
    total: { amount, currency },
    card:
      paid?.cardBrand && paid.cardLast4 ? { brand: paid.cardBrand, last4: paid.cardLast4 } : null,
    orderedAt: order.createdAt,
    paidAt: order.paidAt ?? order.updatedAt,
    goesTo: address && postalAddressOf(address),
    sentAt: order.sentAt,
    refunds: refunds.filter(({ status }) => isSent(status)).map(toLine),
    refunded: { amount: refundedAmount, currency },
    kept: { amount: amount - refundedAmount, currency },
  };
}

/** On a piece of paper a refund that came back, or was never sent, would read as money that was given. */
const isSent = (status: RefundStatus): boolean =>
  status === 'succeeded' || status === 'pending' || status === 'requires_action';

const toLine = ({ id, amount, currency, status, createdAt }: Refund) => ({
  id,
  total: { amount, currency },
  status,
  createdAt,
});
