import type Stripe from 'stripe';
import type { Call, Route } from '../../api/call';
import { invalid, missing, missingParam, refusal } from '../../api/errors';
import { type ListAnswer, listPage } from '../../api/lists';
import { emit } from '../../state/emit';
import type { World } from '../../state/world';
import { getCustomer } from './customers';
import { billingDetailsOf, mergeMetadata } from '../fields';
import { attachMethod, detachMethod, findMethod } from './payment-method-attach';
import { chosenNetwork } from '../objects/card-networks';
import { createMethod } from '../objects/payment-method-object';

function create(world: World, { params }: Call): Stripe.PaymentMethod {
  if (params.payment_method) {
    throw refusal('You may only clone payment methods to connected accounts.');
  }
  return createMethod(world, params).object;
}

function retrieve(world: World, { id }: Call): Stripe.PaymentMethod {
  return findMethod(world, id, 'payment_method', 404).object;
}

function update(world: World, { id, params }: Call): Stripe.PaymentMethod {
  const row = world.paymentMethods.find(id);
  if (!row) throw missing('PaymentMethod', id, 'payment_method', 404);
  const given = params as Stripe.PaymentMethodUpdateParams;
  const old = row.object;
  if (given.card && !old.card) throw invalid('Received unknown parameter: card', { param: 'card' });
  const card = given.card && old.card && updatedCard(world, old.card, given.card);
  const method: Stripe.PaymentMethod = {
    ...old,
    allow_redisplay: given.allow_redisplay ?? old.allow_redisplay ?? 'unspecified',
    billing_details: billingDetailsOf(given.billing_details, old.billing_details),
    ...(card ? { card } : {}),
    metadata: mergeMetadata(old.metadata, given.metadata),
  };
  return changeMethod(world, method, 'payment_method.updated');
}

function updatedCard(
  world: World,
  old: Stripe.PaymentMethod.Card,
  given: Stripe.PaymentMethodUpdateParams.Card,
): Stripe.PaymentMethod.Card {
  const month = given.exp_month ?? old.exp_month;
  const year = given.exp_year ?? old.exp_year;
  const thisYear = new Date(world.clock.now()).getUTCFullYear();
  if (month < 1 || month > 12) {
    throw refusal("Your card's expiration month is invalid.", {
      code: 'invalid_expiry_month',
      param: 'card[exp_month]',
    });
  }
  if (year < thisYear) {
    throw refusal("Your card's expiration year is invalid.", {
      code: 'invalid_expiry_year',
      param: 'card[exp_year]',
    });
  }
  const chosen = given.networks?.preferred;
  const networks =
    chosen === undefined
      ? {}
      : chosenNetwork(old.brand, old.networks?.available ?? [old.brand], chosen || null);
  return { ...old, ...networks, exp_month: month, exp_year: year };
}

/** Puts a payment method's new version in place and tells of it, if anything is different. */
export function changeMethod(
  world: World,
  method: Stripe.PaymentMethod,
  type: 'payment_method.updated' | 'payment_method.automatically_updated',
): Stripe.PaymentMethod {
  const old = world.paymentMethods.find(method.id)?.object;
  world.paymentMethods.replace(method.id, method);
  if (old && JSON.stringify(old) !== JSON.stringify(method)) emit(world, type, method, old);
  return method;
}

function attach(world: World, { id, params }: Call): Stripe.PaymentMethod {
  const method = findMethod(world, id, 'payment_method', 404);
  const customer = params.customer as string | undefined;
  if (!customer) throw missingParam('customer');
  getCustomer(world, customer, 'customer', 400);
  return attachMethod(world, method.object.id, customer);
}

function listOf(
  world: World,
  customer: string,
  params: Call['params'],
  url: string,
): ListAnswer<Stripe.PaymentMethod> {
  const { type, allow_redisplay: redisplay } = params;
  return listPage(world.paymentMethods, params, {
    url,
    noun: 'PaymentMethod',
    group: { index: 'customer', key: customer },
    keep: ({ object }) =>
      (type === undefined || object.type === type) &&
      (redisplay === undefined || object.allow_redisplay === redisplay),
  });
}

function list(world: World, { params }: Call): ListAnswer<Stripe.PaymentMethod> {
  const customer = params.customer as string | undefined;
  // Without a customer Stripe lists none of theirs.
  if (customer === undefined) {
    return { object: 'list', data: [], has_more: false, url: '/v1/payment_methods' };
  }
  getCustomer(world, customer, 'customer', 400);
  return listOf(world, customer, params, '/v1/payment_methods');
}

function listOfCustomer(world: World, { id, params }: Call): ListAnswer<Stripe.PaymentMethod> {
  getCustomer(world, id, 'id', 404);
  return listOf(world, id, params, `/v1/customers/${id}/payment_methods`);
}

function retrieveOfCustomer(world: World, { id, inner }: Call): Stripe.PaymentMethod {
  getCustomer(world, id, 'id', 404);
  const method = world.paymentMethods.find(inner)?.object;
  if (method?.customer !== id) throw refusal('Invalid request', { param: 'customer' }, 404);
  return method;
}

export const paymentMethodRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/payment_methods', handle: list },
  { endpoint: 'POST /v1/payment_methods', handle: create, browser: true },
  { endpoint: 'GET /v1/payment_methods/:id', handle: retrieve },
  { endpoint: 'POST /v1/payment_methods/:id', handle: update },
  { endpoint: 'POST /v1/payment_methods/:id/attach', handle: attach },
  {
    endpoint: 'POST /v1/payment_methods/:id/detach',
    handle: (world, { id }) => detachMethod(world, id),
  },
  { endpoint: 'GET /v1/customers/:id/payment_methods', handle: listOfCustomer },
  { endpoint: 'GET /v1/customers/:id/payment_methods/:method', handle: retrieveOfCustomer },
];
