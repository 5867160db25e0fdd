import type Stripe from 'stripe';
import type { World } from '../../state/world';

/** Money is pending until its day has come; nothing else happens to a transaction, so it is told when it is looked at. */
export const transactionNow = (
  world: World,
  transaction: Stripe.BalanceTransaction,
): Stripe.BalanceTransaction =>
  transaction.status === 'pending' && transaction.available_on <= world.clock.seconds()
    ? { ...transaction, status: 'available' }
    : transaction;

/** A dispute carries its transactions whole. */
export const disputeNow = (world: World, dispute: Stripe.Dispute): Stripe.Dispute => ({
  ...dispute,
  balance_transactions: dispute.balance_transactions.map((each) => transactionNow(world, each)),
});
