import type Stripe from 'stripe';
import { missing } from '../api/errors';
import type { DisputeKind } from '../cards/card';
import type { DeclineName } from '../cards/declines';
import { emit } from '../state/emit';
import type { World } from '../state/world';
import { openDispute } from '../resources/charges/dispute-opening';
import { getCharge } from '../resources/charges/charges';
import { changeMethod } from '../resources/customers/payment-methods';

/** What only banks do: replace a card, let it expire, decline for a while, contest a charge, decide. */

export interface CardUpdate {
  readonly exp_month?: number;
  readonly exp_year?: number;
  readonly last4?: string;
}

function cardOf(
  world: World,
  id: string,
): Stripe.PaymentMethod & { card: Stripe.PaymentMethod.Card } {
  const method = world.paymentMethods.find(id)?.object;
  if (!method?.card) throw missing('PaymentMethod', id, 'payment_method', 404);
  return { ...method, card: method.card };
}

/** An issuer has replaced the card and told the network; the number behind it stays the same to stripe-local. */
export function updateByIssuer(world: World, id: string, update: CardUpdate): Stripe.PaymentMethod {
  const method = cardOf(world, id);
  const { exp_month, exp_year, last4 } = update;
  const card = {
    ...method.card,
    exp_month: exp_month ?? method.card.exp_month,
    exp_year: exp_year ?? method.card.exp_year,
    last4: last4 ?? method.card.last4,
  };
  return changeMethod(world, { ...method, card }, 'payment_method.automatically_updated');
}

/**
 * The card's time is over; from now on its bank declines it as expired. It ended the month before last: on the first
 * day of a month the last one is not over everywhere on earth.
 */
export function expireCard(world: World, id: string): Stripe.PaymentMethod {
  const method = cardOf(world, id);
  const now = new Date(world.clock.now());
  const over = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 1));
  const card = {
    ...method.card,
    exp_month: over.getUTCMonth() + 1,
    exp_year: over.getUTCFullYear(),
  };
  const expired = { ...method, card };
  world.paymentMethods.replace(id, expired);
  emit(world, 'payment_method.updated', expired, method);
  return expired;
}

/** For the next so many payments the issuer says no, in these words; after that as the card does. */
export function declineNext(
  world: World,
  id: string,
  { name, times }: { readonly name: DeclineName; readonly times: number },
): Stripe.PaymentMethod {
  const method = cardOf(world, id);
  const own = world.paymentMethods.find(id)?.own;
  if (!own) throw missing('PaymentMethod', id, 'payment_method', 404);
  return world.paymentMethods.replace(id, method, { ...own, declines: { name, left: times } })
    .object;
}

export function disputeCharge(world: World, charge: string, kind: DisputeKind): Stripe.Dispute {
  getCharge(world, charge);
  return openDispute(world, charge, kind);
}

/** Runs what a bank does: no request of the merchant's asked for it, and its events say so. */
export function byBank<T>(world: World, act: () => T): T {
  world.request = { id: null, idempotency_key: null };
  try {
    return act();
  } finally {
    world.request = null;
  }
}
