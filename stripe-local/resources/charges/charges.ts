import type Stripe from 'stripe';
import type { Call, Route } from '../../api/call';
import { missing, refusal } from '../../api/errors';
import { filters } from '../../api/list-filters';
import { listPage } from '../../api/lists';
import type { Row } from '../../state/collection';
import { emit } from '../../state/emit';
import type { OwnCharge } from '../../state/rows';
import type { World } from '../../state/world';
import { findCard } from '../../cards/catalog';
import { book, chargeFee } from './balance-transactions';
import { checkEmail } from '../email-address';
import { mergeMetadata, shippingOf, textField } from '../fields';

export function getCharge(
  world: World,
  id: string,
  status: 400 | 404 = 404,
): Row<Stripe.Charge, OwnCharge> {
  const row = world.charges.find(id);
  if (!row) throw missing('charge', id, 'id', status);
  return row;
}

/** Puts a charge's new version in place; tells of it under the given name, or of nothing. */
export function changeCharge(
  world: World,
  charge: Stripe.Charge,
  type: Stripe.Event.Type | null,
): Stripe.Charge {
  const old = getCharge(world, charge.id).object;
  world.charges.replace(charge.id, charge);
  if (type) emit(world, type, charge, old);
  return charge;
}

/** Books a captured charge. With `automatic_async` that comes a moment after the answer. */
export function settleCharge(world: World, id: string, tell = true): Stripe.Charge {
  const { object: charge, own } = getCharge(world, id);
  if (charge.balance_transaction || !charge.captured || charge.status !== 'succeeded')
    return charge;
  const transaction = book(world, {
    type: id.startsWith('py_') ? 'payment' : 'charge',
    amount: charge.amount_captured,
    currency: charge.currency,
    source: id,
    description: charge.description,
    fee: chargeFee(charge.amount_captured),
    atOnce: findCard(own.card)?.fundsAtOnce ?? false,
  });
  return changeCharge(
    world,
    { ...charge, balance_transaction: transaction.id },
    tell ? 'charge.updated' : null,
  );
}

function update(world: World, { id, params }: Call): Stripe.Charge {
  getCharge(world, id);
  const given = params as Stripe.ChargeUpdateParams;
  checkEmail(given.receipt_email, 'receipt_email');
  const charge = settleCharge(world, id);
  if (given.transfer_group !== undefined && charge.payment_intent) {
    throw refusal(
      `This Charge was created by a PaymentIntent (${charge.payment_intent as string}). You must update the ` +
        '`transfer_group` on the PaymentIntent instead of updating the Charge directly. ' +
        'See https://stripe.com/docs/api#update_payment_intent',
    );
  }
  const changed: Stripe.Charge = {
    ...charge,
    customer: given.customer ?? charge.customer,
    description: textField(given.description, charge.description),
    fraud_details: given.fraud_details
      ? { ...charge.fraud_details, ...(given.fraud_details as Stripe.Charge.FraudDetails) }
      : charge.fraud_details,
    metadata: mergeMetadata(charge.metadata, given.metadata),
    receipt_email: textField(given.receipt_email, charge.receipt_email),
    shipping: shippingOf(given.shipping, charge.shipping),
  };
  return changeCharge(world, changed, 'charge.updated');
}

function list(world: World, { params }: Call) {
  const { transfer_group: transfers } = params as Stripe.ChargeListParams;
  const { group, keep } = filters(world, params, ['payment_intent', 'customer']);
  return listPage(world.charges, params, {
    url: '/v1/charges',
    noun: 'charge',
    group:
      group ?? (transfers === undefined ? undefined : { index: 'transfer_group', key: transfers }),
    keep: (row) =>
      keep(row) && (transfers === undefined || row.object.transfer_group === transfers),
  });
}

export const chargeRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/charges', handle: list },
  { endpoint: 'GET /v1/charges/:id', handle: (world, { id }) => getCharge(world, id).object },
  { endpoint: 'POST /v1/charges/:id', handle: update },
];
