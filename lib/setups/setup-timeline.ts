import { changeOrderJustRead, findOrderById } from '@/db/queries/orders';
import { listOrderEvents } from '@/db/queries/order-events';
import type { Transaction } from '@/db/database';
import { takesCard } from '../domain/order';
import type { SetupReport } from '../stripe/setup-intents';
import { tell } from '../notify/timeline';

/**
 * Puts on an order's timeline that the bank asks about its card, or does not take it. Several look
 * at the same set-up, so what was told before is not told again.
 */
export async function tellSetup(
  tx: Transaction,
  orderId: string,
  report: SetupReport,
  at: number,
): Promise<void> {
  const news = newsOf(report);
  const order = news && (await findOrderById(tx, orderId));
  if (!order || !takesCard(order)) return;
  const told = await listOrderEvents(tx, orderId);
  if (told.some(({ data }) => (data as { ref?: string }).ref === news.data.ref)) return;
  // Whoever watches the order sees that there is news by its version.
  await changeOrderJustRead(tx, order, {}, at);
  await tell(tx, orderId, news.type, news.data, at);
}

function newsOf({ status, stripeSetupIntentId, card, failure }: SetupReport) {
  if (failure) {
    const { ref, code, declineCode, card: refused } = failure;
    return { type: 'setup_failed' as const, data: { ref, code, declineCode, ...refused } };
  }
  if (status !== 'requires_action') return null;
  const ref = `${stripeSetupIntentId}:${card?.stripePaymentMethodId ?? 'none'}`;
  return {
    type: 'setup_challenged' as const,
    data: { ref, ...(card && { brand: card.brand, last4: card.last4 }) },
  };
}
