/** `createPaymentMethod` and `createConfirmationToken`: the card goes to the API and comes back as an id. */
import type {
  ConfirmationToken,
  ConfirmationTokenResult,
  PaymentMethod,
  PaymentMethodResult,
  StripeError,
} from '@stripe/stripe-js';
import { apiPost } from '../core/api';
import type { FormRecord } from '../core/form-body';
import type { FrameAnswer } from '../core/protocol';
import { collectedDetails, type ConfirmParams } from './collected-details';
import { ElementsGroup } from './elements-group';
import { IntegrationError } from './integration-error';
import type { Connection } from './intent';

interface TokenCall {
  readonly elements?: unknown;
  readonly params?: ConfirmParams & { readonly billing_details?: FormRecord };
}

/** Either from Elements, or from data that holds no card, such as an IBAN. */
export type PaymentMethodCall = TokenCall & { readonly data?: FormRecord };

const groupOf = (call: TokenCall, caller: string): ElementsGroup => {
  if (call.elements instanceof ElementsGroup) return call.elements;
  throw new IntegrationError(`Invalid value for ${caller}: elements should be an Elements object.`);
};

const validated = async (group: ElementsGroup, caller: string): Promise<StripeError | null> => {
  if (group.deferred) {
    group.takeSubmission(caller);
    return null;
  }
  const submitted = await group.submit();
  return 'error' in submitted ? submitted.error : null;
};

const asPaymentMethod = (answer: FrameAnswer): PaymentMethodResult =>
  answer.ok ? { paymentMethod: answer.value as PaymentMethod } : { error: answer.error };

export const createConfirmationToken = async (
  call: TokenCall,
): Promise<ConfirmationTokenResult> => {
  const caller = 'stripe.createConfirmationToken()';
  const group = groupOf(call, caller);
  const element = group.paymentElement(caller);
  const error = await validated(group, caller);
  if (error) return { error };
  const usage = group.deferred?.setupFutureUsage;
  const params = {
    ...collectedDetails(group, call.params ?? {}),
    ...(usage ? { setup_future_usage: usage } : {}),
  };
  const path = '/v1/confirmation_tokens';
  const answer = await element.send({ path, params, placement: 'payment_method_data' });
  return answer.ok
    ? { confirmationToken: answer.value as ConfirmationToken }
    : { error: answer.error };
};

export const createPaymentMethod = async (
  connection: Connection,
  call: PaymentMethodCall,
): Promise<PaymentMethodResult> => {
  const path = '/v1/payment_methods';
  if (call.elements === undefined) {
    const params = { ...call.data, key: connection.publishableKey };
    return asPaymentMethod(await apiPost(connection.addresses.api, path, params));
  }
  const caller = 'stripe.createPaymentMethod()';
  const group = groupOf(call, caller);
  const element = group.paymentElement(caller);
  const error = await validated(group, caller);
  if (error) return { error };
  const { billing_details: given, ...others } = call.params ?? {};
  const collected = collectedDetails(group, {
    payment_method_data: { billing_details: given ?? {} },
  });
  const details: FormRecord = { ...others, ...collected.payment_method_data };
  // The frame lays the typed card over `payment_method_data` and then lifts it to the top level.
  const params = { payment_method_data: details };
  return asPaymentMethod(await element.send({ path, params, placement: 'top' }));
};
