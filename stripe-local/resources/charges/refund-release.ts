import type { World } from '../../state/world';
import { getCharge } from './charges';
import { refundObject } from '../objects/refund-object';

/** Lets go what was authorized and not taken. No money moved, so nothing is booked. */
export function releaseRest(world: World, chargeId: string, amount: number): void {
  if (amount <= 0) return;
  const { object: charge } = getCharge(world, chargeId);
  const refund = refundObject(world, {
    charge,
    amount,
    status: 'succeeded',
    reason: null,
    metadata: {},
    balanceTransaction: null,
  });
  world.refunds.add(refund, { outcome: null });
  world.charges.replace(chargeId, { ...charge, amount_refunded: charge.amount_refunded + amount });
}
