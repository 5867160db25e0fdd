import type Stripe from 'stripe';
import type { Call, Route } from '../../api/call';
import { invalid, missing, refusal } from '../../api/errors';
import { filters } from '../../api/list-filters';
import { listPage } from '../../api/lists';
import { findCard } from '../../cards/catalog';
import { emit } from '../../state/emit';
import type { World } from '../../state/world';
import { book } from './balance-transactions';
import { changeCharge, getCharge, settleCharge } from './charges';
import { mergeMetadata } from '../fields';
import { checkLastDigit, checkPositive } from '../money';
import { getPaymentIntent } from '../objects/payment-intent-object';
import { refundObject } from '../objects/refund-object';
import { changeRefund, endRefund, getRefund } from './refund-outcome';

/** How long a pending refund stays so, and how soon a failing one fails. */
const OUTCOME_AFTER_MS = 3_000;

function chargeToRefund(world: World, given: Stripe.RefundCreateParams): Stripe.Charge {
  if (given.charge) return getCharge(world, given.charge).object;
  if (!given.payment_intent) {
    throw refusal(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  }
  const row = world.paymentIntents.find(given.payment_intent);
  if (!row) throw missing('payment_intent', given.payment_intent, 'payment_intent', 404);
  const intent = getPaymentIntent(world, given.payment_intent).object;
  const charge = world.charges.find((intent.latest_charge as string | null) ?? '')?.object;
  if (!charge || charge.status === 'failed') {
    throw refusal(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      { code: 'payment_intent_unexpected_state', param: 'payment_intent' },
    );
  }
  return charge;
}

function checkRefundable(world: World, charge: Stripe.Charge, amount: number | undefined): number {
  if (charge.status === 'failed') {
    throw refusal(`Charge ${charge.id} is not refundable because it did not succeed.`, {
      code: 'charge_not_refundable',
    });
  }
  if (charge.refunded) {
    throw refusal(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  if (!charge.captured) {
    throw refusal(
      `This uncaptured Charge was created by a PaymentIntent (${charge.payment_intent as string}). You must cancel the PaymentIntent ` +
        'to reverse the authorization instead of refunding the Charge directly. For more information, see ' +
        'https://stripe.com/docs/payments/place-a-hold-on-a-payment-method',
    );
  }
  if (isChargedBack(world, charge.id)) {
    throw refusal(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
  if (amount !== undefined) checkPositive(amount);
  const left = charge.amount_captured - charge.amount_refunded;
  const refunded = amount ?? left;
  checkLastDigit(refunded, charge.currency, 'amount');
  if (refunded > left) {
    // Before the first refund what is left is the whole charge, and is called so.
    const name = charge.amount_refunded ? 'unrefunded amount on charge' : 'charge amount';
    throw invalid(
      `Refund amount (${spoken(refunded, charge.currency)}) is greater than ${name} (${spoken(left, charge.currency)})`,
      { param: 'amount' },
    );
  }
  return refunded;
}

// A dispute takes the money by itself, unless it was won or is only an inquiry.
const isChargedBack = (world: World, charge: string): boolean =>
  [...world.disputes.newestFirst({ index: 'charge', key: charge })].some(
    ({ object }) => !object.is_charge_refundable,
  );

function spoken(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function create(world: World, { params }: Call): Stripe.Refund {
  const given = params as Stripe.RefundCreateParams;
  const found = chargeToRefund(world, given);
  const amount = checkRefundable(world, found, given.amount);
  const charge = settleCharge(world, found.id);
  const behaviour = findCard(getCharge(world, charge.id).own.card)?.refund;
  const bare = refundObject(world, {
    charge,
    amount,
    status: behaviour === 'pending' ? 'pending' : 'succeeded',
    reason: given.reason ?? null,
    metadata: mergeMetadata({}, given.metadata),
    balanceTransaction: null,
  });
  const booked = book(world, {
    type: 'refund',
    amount: -amount,
    currency: charge.currency,
    source: bare.id,
    description: `REFUND FOR CHARGE${charge.description ? ` (${charge.description})` : ''}`,
  });
  const refund: Stripe.Refund = {
    ...bare,
    balance_transaction: booked.id,
    ...(behaviour === 'pending' ? { pending_reason: 'processing' as const } : {}),
  };
  const outcome = behaviour === 'pending' ? 'succeed' : behaviour === 'fails' ? 'fail' : null;
  world.refunds.add(refund, { outcome });
  const refundedSoFar = charge.amount_refunded + amount;
  changeCharge(
    world,
    {
      ...charge,
      amount_refunded: refundedSoFar,
      refunded: refundedSoFar >= charge.amount_captured,
    },
    'charge.refunded',
  );
  emit(world, 'refund.created', refund);
  if (outcome) world.jobs.add('end_refund', refund.id, OUTCOME_AFTER_MS);
  return refund;
}

function update(world: World, { id, params }: Call): Stripe.Refund {
  const row = getRefund(world, id);
  const metadata = mergeMetadata(row.object.metadata, params.metadata);
  return changeRefund(world, row, { ...row.object, metadata });
}

function cancel(world: World, { id }: Call): Stripe.Refund {
  getRefund(world, id);
  throw refusal('Canceling this refund is unsupported.');
}

function list(world: World, { params }: Call) {
  return listPage(world.refunds, params, {
    url: '/v1/refunds',
    noun: 'refund',
    ...filters(world, params, ['charge', 'payment_intent']),
    counted: true,
  });
}

export function onRefundJobs(world: World): void {
  world.onJob.set('end_refund', (id) => endRefund(world, id));
  world.onJob.set('settle_charge', (id) => void settleCharge(world, id));
}

export const refundRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/refunds', handle: list },
  { endpoint: 'POST /v1/refunds', handle: create },
  { endpoint: 'GET /v1/refunds/:id', handle: (world, { id }) => getRefund(world, id).object },
  { endpoint: 'POST /v1/refunds/:id', handle: update },
  { endpoint: 'POST /v1/refunds/:id/cancel', handle: cancel },
];
