import type Stripe from 'stripe';
import type { Call, Route } from '../../api/call';
import { missing, refusal } from '../../api/errors';
import { listPage } from '../../api/lists';
import type { Row } from '../../state/collection';
import { emit } from '../../state/emit';
import type { World } from '../../state/world';
import { customerStub } from '../objects/customer-object';
import { checkEmail } from '../email-address';
import { checkLength } from '../text-length';
import { addressOf, mergeMetadata, shippingOf, textField } from '../fields';
import { attachMethod, detachMethod, findMethod } from './payment-method-attach';

/** A customer that is there; deleted and unknown ones look the same. */
export function getCustomer(
  world: World,
  id: string,
  param: string,
  status: 400 | 404,
): Row<Stripe.Customer, null> {
  const row = world.customers.find(id);
  if (!row || row.deleted) throw missing('customer', id, param, status);
  return row;
}

function createCustomer(world: World, { params }: Call): Stripe.Customer {
  const given = params as Stripe.CustomerCreateParams;
  const bare: Stripe.Customer = {
    id: world.newId('cus', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created: world.clock.seconds(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: world.ids.text(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  const { invoice_settings: settings, ...rest } = given;
  const plain = withParams(world, bare, rest);
  const method = given.payment_method
    ? findMethod(world, given.payment_method, 'payment_method', 400)
    : null;
  if (!method) {
    const customer = settings ? withParams(world, plain, { invoice_settings: settings }) : plain;
    emit(world, 'customer.created', world.customers.add(customer, null).object);
    return customer;
  }
  // A card that cannot be attached leaves no customer behind.
  world.customers.add(plain, null);
  try {
    attachMethod(world, method.object.id, plain.id);
  } catch (error) {
    world.customers.delete(plain.id);
    throw error;
  }
  const customer = settings ? withParams(world, plain, { invoice_settings: settings }) : plain;
  world.customers.replace(plain.id, customer);
  emit(world, 'customer.created', customer);
  return customer;
}

function updateCustomer(world: World, { id, params }: Call): Stripe.Customer {
  const old = getCustomer(world, id, 'id', 404).object;
  const customer = withParams(world, old, params);
  return changeCustomer(world, old, customer);
}

/** Puts a customer's new version in place and tells of it, if anything is different. */
export function changeCustomer(
  world: World,
  old: Stripe.Customer,
  customer: Stripe.Customer,
): Stripe.Customer {
  world.customers.replace(customer.id, customer);
  if (JSON.stringify(old) !== JSON.stringify(customer)) {
    emit(world, 'customer.updated', customer, old);
  }
  return customer;
}

/** Source: https://github.com/sagemathinc/cocalc/issues/4656 */
const LONGEST_NAME = 256;

function withParams(
  world: World,
  old: Stripe.Customer,
  given: Stripe.CustomerUpdateParams,
): Stripe.Customer {
  checkEmail(given.email, 'email');
  checkLength(given.name, 'name', LONGEST_NAME);
  const shipping = given.shipping === undefined ? old.shipping : shippingOf(given.shipping, null);
  return {
    ...old,
    address: addressOf(given.address, old.address ?? null),
    balance: given.balance ?? old.balance,
    description: textField(given.description, old.description),
    email: textField(given.email, old.email),
    invoice_settings: invoiceSettings(world, old, given.invoice_settings),
    metadata: mergeMetadata(old.metadata, given.metadata),
    name: textField(given.name, old.name ?? null),
    next_invoice_sequence: given.next_invoice_sequence ?? old.next_invoice_sequence ?? 1,
    phone: textField(given.phone, old.phone ?? null),
    preferred_locales: given.preferred_locales ?? old.preferred_locales ?? [],
    shipping: shipping && {
      address: shipping.address ?? {},
      name: shipping.name ?? '',
      phone: shipping.phone ?? null,
    },
    tax_exempt: given.tax_exempt || (old.tax_exempt ?? 'none'),
    ...(given.invoice_prefix ? { invoice_prefix: given.invoice_prefix } : {}),
    ...(given.business_name ? { business_name: given.business_name } : {}),
    ...(given.individual_name ? { individual_name: given.individual_name } : {}),
  } as Stripe.Customer;
}

function invoiceSettings(
  world: World,
  old: Stripe.Customer,
  given: Stripe.CustomerUpdateParams.InvoiceSettings | undefined,
): Stripe.Customer.InvoiceSettings {
  if (!given) return old.invoice_settings;
  const method = given.default_payment_method;
  if (method && world.paymentMethods.find(method)?.object.customer !== old.id) {
    throw refusal(
      `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
      { code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
    );
  }
  const kept = old.invoice_settings.default_payment_method;
  return {
    ...old.invoice_settings,
    default_payment_method: textField(method, kept as string | null),
    footer: textField(given.footer, old.invoice_settings.footer),
  };
}

function retrieveCustomer(world: World, { id }: Call): Stripe.Customer | Stripe.DeletedCustomer {
  const row = world.customers.find(id);
  if (!row) throw missing('customer', id, 'id', 404);
  return row.deleted ? customerStub(id) : row.object;
}

function deleteCustomer(world: World, { id }: Call): Stripe.DeletedCustomer {
  const customer = getCustomer(world, id, 'id', 404).object;
  for (const row of [...world.paymentMethods.newestFirst({ index: 'customer', key: id })]) {
    detachMethod(world, row.object.id);
  }
  const last = getCustomer(world, customer.id, 'id', 404).object;
  world.customers.delete(id);
  emit(world, 'customer.deleted', last);
  return customerStub(id);
}

function listCustomers(world: World, { params }: Call) {
  const email = params.email as string | undefined;
  return listPage(world.customers, params, {
    url: '/v1/customers',
    noun: 'customer',
    group: email === undefined ? undefined : { index: 'email', key: email },
    keep: (row) => params.test_clock === undefined || row.object.test_clock === params.test_clock,
  });
}

export const customerRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/customers', handle: listCustomers },
  { endpoint: 'POST /v1/customers', handle: createCustomer },
  { endpoint: 'GET /v1/customers/:id', handle: retrieveCustomer },
  { endpoint: 'POST /v1/customers/:id', handle: updateCustomer },
  { endpoint: 'DELETE /v1/customers/:id', handle: deleteCustomer },
];
