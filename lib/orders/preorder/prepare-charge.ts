import { endWornOutIntent } from '../attempts/end-worn-out';
import { finishMaking } from '../attempts/finish-making';
import { stopSaving } from '../attempts/stop-saving';

/**
 * Makes an order's intent ready to be charged in its buyer's absence: one whose making was never
 * answered gets its id, one that has failed too often makes way, and one that would save the card
 * that pays it does so no more, because Stripe refuses the two together. Throws PaymentsError.
 */
export async function prepareCharge(orderId: string): Promise<void> {
  await finishMaking(orderId);
  await endWornOutIntent(orderId);
  await stopSaving(orderId);
}
