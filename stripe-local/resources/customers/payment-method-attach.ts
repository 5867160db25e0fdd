import type Stripe from 'stripe';
import { ApiError, errorBody, type ErrorBody, missing, refusal } from '../../api/errors';
import type { TestCard } from '../../cards/card';
import { findCard, findNamedCard } from '../../cards/catalog';
import { type Decline, declines } from '../../cards/declines';
import { emit } from '../../state/emit';
import type { OwnMethod } from '../../state/rows';
import type { World } from '../../state/world';
import { namedCard } from '../objects/card-input';
import { createCardMethod, type MethodRow } from '../objects/payment-method-object';

/** A payment method by its id; a test name such as `pm_card_visa` makes a new one each time, as at Stripe. */
export function findMethod(world: World, id: string, param: string, status: 400 | 404): MethodRow {
  const row = world.paymentMethods.find(id);
  if (row) return row;
  const card = findNamedCard(id);
  if (card && id.startsWith('pm_')) return createCardMethod(world, namedCard(world, card));
  throw missing('PaymentMethod', id, param, status);
}

/** The refusal that a card meets wherever its issuer is asked, if any. */
export function declineOf(card: TestCard | undefined, own: OwnMethod): Decline | null {
  if (!card?.decline) return null;
  if (card.onlyWith === 'cvc' && !own.cvcGiven) return null;
  if (card.onlyWith === 'postal_code' && !own.postalCodeGiven) return null;
  return declines[card.decline];
}

/** A decline as an error says it; `param` differs by where it happens. */
export function declineBody(decline: Decline, extras: Partial<ErrorBody> = {}): ErrorBody {
  const { code, decline_code, message, advice_code, param } = decline;
  const { network_decline_code, network_advice_code } = decline;
  return errorBody('card_error', message, {
    code,
    ...(param === undefined ? {} : { param }),
    decline_code,
    ...(advice_code ? { advice_code } : {}),
    ...(network_advice_code ? { network_advice_code } : {}),
    ...(network_decline_code ? { network_decline_code } : {}),
    ...extras,
  });
}

type CheckName = 'cvc' | 'postal_code' | 'line1';

/** What a check that was asked for comes to. */
function checkResult(test: TestCard | undefined, name: CheckName, named: boolean): string {
  if (test?.failsChecks?.includes(name)) return 'fail';
  if (!test?.checksUnavailable || name === 'cvc') return 'pass';
  // The token stands for a bank that made no check, the typed number for one that could not.
  return named ? 'unchecked' : 'unavailable';
}

/** The method with the answers of the checks that its bank made. Only where the bank was asked there are any. */
export function checkedMethod(world: World, row: MethodRow): MethodRow {
  const { object, own } = row;
  const { card } = object;
  if (!card?.checks) return row;
  const test = findCard(own.card);
  const run = (was: string | null | undefined, name: CheckName) =>
    was == null ? null : checkResult(test, name, own.named ?? false);
  const checks = {
    address_line1_check: run(card.checks.address_line1_check, 'line1'),
    address_postal_code_check: run(card.checks.address_postal_code_check, 'postal_code'),
    cvc_check: run(card.checks.cvc_check, 'cvc'),
  };
  if (JSON.stringify(checks) === JSON.stringify(card.checks)) return row;
  return world.paymentMethods.replace(object.id, { ...object, card: { ...card, checks } });
}

export const SPENT =
  'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected ' +
  'account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod ' +
  'multiple times, you must attach it to a Customer first.';

/** Attaches a payment method by itself, where the issuer is asked whether the card is good. */
export function attachMethod(world: World, id: string, customer: string): Stripe.PaymentMethod {
  const row = world.paymentMethods.find(id);
  if (!row) throw missing('PaymentMethod', id, 'payment_method', 404);
  if (row.object.customer === customer) return row.object;
  if (row.object.customer) {
    throw refusal('The payment method you provided has already been attached to a customer.');
  }
  if (row.own.spent) {
    throw refusal(
      'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.',
    );
  }
  const card = findCard(row.own.card);
  const decline = card?.attaches ? null : declineOf(card, row.own);
  if (decline) throw new ApiError(402, declineBody(decline, { param: decline.param ?? '' }));
  return joinCustomer(world, row, customer);
}

/** Puts a payment method into a customer's wallet without asking anybody, as a confirmed intent does. */
export function joinCustomer(
  world: World,
  row: MethodRow,
  customer: string,
  setUp = row.own.setUp,
): Stripe.PaymentMethod {
  const checked = checkedMethod(world, row);
  const method = { ...checked.object, customer };
  world.paymentMethods.replace(method.id, method, { ...checked.own, setUp });
  if (checked.object.customer !== customer) emit(world, 'payment_method.attached', method);
  return method;
}

export function detachMethod(world: World, id: string): Stripe.PaymentMethod {
  const row = world.paymentMethods.find(id);
  if (!row) throw missing('PaymentMethod', id, 'payment_method', 404);
  const owner = row.object.customer;
  if (!owner) {
    throw refusal(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    );
  }
  const method = { ...row.object, customer: null };
  world.paymentMethods.replace(id, method, { ...row.own, spent: true });
  emit(world, 'payment_method.detached', method, row.object);
  forgetDefault(world, owner as string, id);
  return method;
}

// A customer's default is never a payment method that has left.
function forgetDefault(world: World, owner: string, method: string): void {
  const customer = world.customers.find(owner)?.object;
  if (!customer || customer.invoice_settings.default_payment_method !== method) return;
  const invoice_settings = { ...customer.invoice_settings, default_payment_method: null };
  const changed = { ...customer, invoice_settings };
  world.customers.replace(owner, changed);
  emit(world, 'customer.updated', changed, customer);
}
