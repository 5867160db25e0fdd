import { findCardById } from '@/db/queries/cards';
import { getCustomer } from '@/db/queries/customers';
import { database } from '../../database';
import { Failure } from '../../domain/failure';
import { log } from '../../log';
import type { PaymentsError } from '../../stripe/errors';
import { syncCard } from '../../wallet/sync-card';
import { syncCustomer } from '../../customers/sync-customer';

/**
 * Looks for the likeliest reason why Stripe said no to a saved card: it was taken off in Stripe's
 * Dashboard, alone or with its whole Customer. Throws Failure `card_not_ready` where that is so, and PaymentsError.
 */
export async function checkRefusedCard(
  { fault }: PaymentsError,
  cardId: string | null,
): Promise<void> {
  if (fault !== 'missing' && fault !== 'refused') return;
  const card = cardId && (await findCardById(database().read, cardId));
  if (!card) return;
  const note = await syncCard(card.stripePaymentMethodId);
  log().warn({ note }, 'Stripe refused a saved card');
  const { stripeCustomerId } = await getCustomer(database().read, card.customerId);
  if (stripeCustomerId) await syncCustomer(stripeCustomerId);
  const now = await findCardById(database().read, card.id);
  if (now?.state === 'detached') throw new Failure('card_not_ready');
}
