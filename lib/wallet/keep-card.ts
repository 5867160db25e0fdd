import {
  findCardByStripeId,
  findTwin,
  insertCard,
  listActiveCards,
  refreshCard,
  setDefaultCard,
  setSetupUsage,
  type Card,
} from '@/db/queries/cards';
import type { Customer } from '@/db/queries/customers';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import { setUpAtLeastAsStrongly, type CardDetails, type SetupUsage } from '../domain/card';
import { hideTwin, replaceTwin } from './replace-twin';

type Kept = {
  details: CardDetails;
  setupUsage: SetupUsage;
  /** Its owner agreed to see it at checkout: a record of that stands in the database. */
  isAgreed: boolean;
};

/**
 * Takes a card that Stripe has attached to a Customer into its owner's wallet. Safe to call again
 * with the same card: the return page and the webhook both do. Returns null where the card was
 * removed by its owner, or went with its Customer, which a late event does not undo.
 */
export async function keepCard(
  tx: Transaction,
  customer: Pick<Customer, 'id' | 'userId' | 'deletedAt'>,
  { details, setupUsage, isAgreed }: Kept,
  at: number,
): Promise<Card | null> {
  if (customer.deletedAt !== null) return null;
  const kept: CardDetails = isAgreed ? { ...details, redisplay: 'always' } : details;
  const known = await findCardByStripeId(tx, details.stripePaymentMethodId);
  if (known) {
    if (known.state !== 'active') return null;
    // What its owner agreed to before stays agreed: Stripe may not have been told yet.
    const redisplay = known.redisplay === 'always' ? 'always' : kept.redisplay;
    await refreshCard(tx, known.id, { ...kept, redisplay }, at);
    // Never weakened: a late word on an older setup knows nothing about what came since.
    if (!setUpAtLeastAsStrongly(known.setupUsage, setupUsage)) {
      await setSetupUsage(tx, known.id, setupUsage);
    }
    if (isAgreed && known.redisplay !== 'always') await allowRedisplayAtStripe(tx, details, at);
    return known;
  }
  const twin = await findTwin(tx, customer.id, details);
  if (twin) await hideTwin(tx, twin, at);
  const others = await listActiveCards(tx, customer.userId);
  const card = await insertCard(
    tx,
    {
      userId: customer.userId,
      customerId: customer.id,
      setupUsage,
      isDefault: false,
      nickname: twin?.nickname ?? null,
    },
    kept,
    at,
  );
  if (others.length === 0 || twin?.isDefault) {
    await setDefaultCard(tx, customer.userId, card.id, at);
  }
  if (twin) await replaceTwin(tx, twin, card, at);
  if (isAgreed && details.redisplay !== 'always') await allowRedisplayAtStripe(tx, details, at);
  return card;
}

const allowRedisplayAtStripe = (tx: Transaction, details: CardDetails, at: number) =>
  writeCall(
    tx,
    {
      operation: 'allow_redisplay',
      target: details.stripePaymentMethodId,
      parameters: { allow_redisplay: 'always' },
      dueAt: at,
    },
    at,
  );
