/** `confirmPayment` and `confirmSetup`: checks the call, lets the frame send it, and follows what comes back. */
import type { StripeError } from '@stripe/stripe-js';
import { apiPost } from '../core/api';
import { askedFields, missingPromise } from '../core/asked-fields';
import type { FormRecord } from '../core/form-body';
import type { FrameAnswer } from '../core/protocol';
import { disagreement } from './agreement';
import { referenceOf, type IntentKind, type IntentReference } from './client-secret';
import { collectedDetails, type ConfirmParams } from './collected-details';
import type { PageElement } from './element';
import { ElementsGroup } from './elements-group';
import { IntegrationError } from './integration-error';
import {
  isPaymentIntent,
  retrieveIntent,
  type Connection,
  type Intent,
  type IntentAnswer,
} from './intent';
import { followNextAction, leaveFor } from './next-action';
import { returnAddress } from './return-address';

export interface ConfirmCall {
  readonly elements?: unknown;
  readonly clientSecret?: unknown;
  readonly confirmParams?: ConfirmParams;
  readonly redirect?: 'always' | 'if_required';
}

/** The name that errors speak of, and the kind of intent it is for. */
export interface Confirmation {
  readonly caller: string;
  readonly kind: IntentKind;
}

const checkedGroup = (call: ConfirmCall, { caller }: Confirmation): ElementsGroup | null => {
  if (call.elements === undefined && call.clientSecret !== undefined) return null;
  if (call.elements instanceof ElementsGroup) return call.elements;
  throw new IntegrationError(
    `Invalid value for ${caller}: elements should be an Elements object. You specified: ${typeof call.elements}.`,
  );
};

const checkReturnUrl = (call: ConfirmCall, { caller }: Confirmation): void => {
  if (call.redirect === 'if_required' || typeof call.confirmParams?.return_url === 'string') return;
  throw new IntegrationError(
    `${caller}: the \`confirmParams.return_url\` argument is required unless passing \`redirect: 'if_required'\`.`,
  );
};

const checkPromises = (
  element: PageElement,
  params: ConfirmParams,
  { caller }: Confirmation,
): void => {
  const { promised } = askedFields(element.options);
  const path = missingPromise(promised, params.payment_method_data?.billing_details);
  if (path === null) return;
  throw new IntegrationError(
    `You specified "never" for fields.billing_details.${path} when creating the payment Element, but did not pass confirmParams.payment_method_data.billing_details.${path} when calling ${caller}. If you opt out of collecting data via the payment Element using the fields option, the data must be passed in when calling ${caller}.`,
  );
};

/** Validates the form; in deferred mode that was the page's own `submit()`, and the intent must agree. */
const faultBefore = async (
  connection: Connection,
  group: ElementsGroup,
  reference: IntentReference,
  { caller }: Confirmation,
): Promise<StripeError | null> => {
  const { deferred } = group;
  if (!deferred) {
    const submitted = await group.submit();
    return 'error' in submitted ? submitted.error : null;
  }
  group.takeSubmission(caller);
  const answer = await retrieveIntent(connection, reference);
  return answer.error ?? disagreement(deferred, answer.intent);
};

const send = (
  connection: Connection,
  reference: IntentReference,
  element: PageElement | null,
  params: FormRecord,
): Promise<FrameAnswer> => {
  const path = `${reference.path}/confirm`;
  if (element) return element.send({ path, params, placement: 'payment_method_data' });
  return apiPost(connection.addresses.api, path, { key: connection.publishableKey, ...params });
};

const paramsOf = (
  reference: IntentReference,
  group: ElementsGroup | null,
  given: ConfirmParams,
  usesElement: boolean,
): FormRecord => {
  const collected = group ? collectedDetails(group, given) : given;
  const { payment_method_data: data, ...others } = collected;
  return {
    ...others,
    ...(usesElement
      ? { payment_method_data: data ?? {}, expected_payment_method_type: 'card' }
      : {}),
    client_secret: reference.clientSecret,
    use_stripe_sdk: true,
  };
};

const finish = (
  answer: IntentAnswer,
  call: ConfirmCall,
  reference: IntentReference,
): Promise<IntentAnswer> | IntentAnswer => {
  const returnUrl = call.confirmParams?.return_url;
  if (answer.error || call.redirect === 'if_required' || returnUrl === undefined) return answer;
  return leaveFor(returnAddress(returnUrl, reference, answer.intent));
};

export const confirmIntent = async (
  connection: Connection,
  call: ConfirmCall,
  confirmation: Confirmation,
): Promise<IntentAnswer> => {
  const group = checkedGroup(call, confirmation);
  checkReturnUrl(call, confirmation);
  const secret = call.clientSecret ?? group?.reference?.clientSecret;
  const reference = referenceOf(secret, confirmation.caller, confirmation.kind);
  const given = call.confirmParams ?? {};
  const brought = given.payment_method !== undefined || given.confirmation_token !== undefined;
  const element = group && !brought ? group.paymentElement(confirmation.caller) : null;
  if (group && element) {
    checkPromises(element, given, confirmation);
    const fault = await faultBefore(connection, group, reference, confirmation);
    if (fault) return { error: fault };
  }
  const params = paramsOf(reference, group, given, element !== null);
  const answer = await send(connection, reference, element, params);
  if (!answer.ok) return { error: answer.error };
  const settled = await followNextAction(connection, reference, answer.value as Intent);
  return finish(settled, call, reference);
};

/** An intent that a server has confirmed already, and whose issuer wants to be asked. */
export const handleNextAction = async (
  connection: Connection,
  clientSecret: unknown,
): Promise<IntentAnswer> => {
  const reference = referenceOf(clientSecret, 'stripe.handleNextAction():');
  const answer = await retrieveIntent(connection, reference);
  if (answer.error) return answer;
  if (answer.intent.status === 'requires_action') {
    return followNextAction(connection, reference, answer.intent);
  }
  const isPayment = isPaymentIntent(answer.intent);
  const noun = isPayment ? 'PaymentIntent' : 'SetupIntent';
  return {
    error: {
      type: 'invalid_request_error',
      code: isPayment ? 'payment_intent_unexpected_state' : 'setup_intent_unexpected_state',
      message: `handleNextAction: The ${noun} supplied is not in the requires_action state.`,
      ...(isPayment ? { payment_intent: answer.intent } : {}),
    },
  };
};
