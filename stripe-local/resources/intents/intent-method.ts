import type Stripe from 'stripe';
import { invalid, missing, missingParam, refusal } from '../../api/errors';
import type { World } from '../../state/world';
import { findMethod, SPENT } from '../customers/payment-method-attach';
import { createMethod, type MethodInput, type MethodRow } from '../objects/payment-method-object';

export interface MethodGiven {
  readonly payment_method?: string;
  readonly payment_method_data?: MethodInput;
  readonly confirmation_token?: string;
}

/** The payment method a request names, makes or brings in a confirmation token; null when it does none of these. */
export function givenMethod(world: World, given: MethodGiven): MethodRow | null {
  const named = [given.payment_method, given.payment_method_data, given.confirmation_token];
  if (named.filter((each) => each !== undefined && each !== '').length > 1) {
    throw invalid(
      'You may only specify one of these parameters: payment_method, payment_method_data, confirmation_token.',
      { code: 'parameters_exclusive' },
    );
  }
  if (given.confirmation_token) return spendToken(world, given.confirmation_token);
  if (given.payment_method_data) {
    if (!given.payment_method_data.type) throw missingParam('payment_method_data[type]');
    return createMethod(world, given.payment_method_data);
  }
  return given.payment_method
    ? findMethod(world, given.payment_method, 'payment_method', 400)
    : null;
}

function spendToken(world: World, id: string): MethodRow {
  const token = world.confirmationTokens.find(id);
  if (!token) throw missing('confirmation_token', id, 'confirmation_token', 400);
  if (token.own.spent) {
    throw refusal(`The ConfirmationToken ${id} has already been used and cannot be used again.`, {
      param: 'confirmation_token',
    });
  }
  if (token.object.expires_at !== null && token.object.expires_at <= world.clock.seconds()) {
    throw refusal(`The ConfirmationToken ${id} has expired.`, { param: 'confirmation_token' });
  }
  return findMethod(world, token.own.paymentMethod, 'payment_method', 400);
}

/** Marks the confirmation token of a confirm as used by this intent, and gives it. */
export function useToken(
  world: World,
  id: string | undefined,
  usedBy: { readonly payment_intent: string } | { readonly setup_intent: string },
): Stripe.ConfirmationToken | undefined {
  const row = id ? world.confirmationTokens.find(id) : undefined;
  if (!row) return undefined;
  const used = { ...row.object, ...usedBy };
  return world.confirmationTokens.replace(used.id, used, { ...row.own, spent: true }).object;
}

/** Refuses somebody else's payment method, and one that may not be used again. */
export function checkOwner(
  row: MethodRow,
  customer: string | null,
  intent: 'PaymentIntent' | 'SetupIntent',
): void {
  const { id, customer: owner } = row.object;
  if (owner && !customer) {
    const parts =
      intent === 'PaymentIntent'
        ? { code: 'parameter_missing', param: 'source' }
        : { param: 'payment_method' };
    const subject =
      intent === 'PaymentIntent'
        ? `The \`payment_method\` parameter supplied ${id}`
        : `The payment method supplied (${id})`;
    throw refusal(
      `${subject} belongs to the Customer ${owner as string}. Please include the Customer in the \`customer\` parameter on the ${intent}.`,
      parts,
    );
  }
  if (owner && owner !== customer) {
    throw refusal(
      `The PaymentMethod ${id} does not belong to the Customer you supplied ${customer}. Please use this PaymentMethod with the Customer that it belongs to instead.`,
      { param: 'payment_method' },
    );
  }
  if (!owner && row.own.spent) throw refusal(SPENT);
}

export function checkType(row: MethodRow, types: readonly string[], intent: string): void {
  if (types.includes(row.object.type)) return;
  throw refusal(
    `The PaymentMethod provided (${row.object.type}) is not allowed for this ${intent}. Please attach a PaymentMethod of one of ` +
      `the following types: ${types.join(', ')}. Alternatively update the allowed_payment_method_types for this ${intent} to include "${row.object.type}".`,
    {
      code: `${intent === 'PaymentIntent' ? 'payment' : 'setup'}_intent_invalid_parameter`,
      param: 'payment_method',
    },
  );
}

/** Whether 3-D Secure was asked for on the intent's card options. */
export function asksForThreeDSecure(intent: Stripe.PaymentIntent | Stripe.SetupIntent): boolean {
  const asked = intent.payment_method_options?.card?.request_three_d_secure;
  return asked === 'any' || asked === 'challenge';
}
