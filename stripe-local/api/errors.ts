import type Stripe from 'stripe';

export type ErrorType =
  'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error' | 'rate_limit_error';

export interface ErrorBody {
  type: ErrorType;
  message: string;
  code?: string;
  decline_code?: string;
  advice_code?: string;
  network_advice_code?: string;
  network_decline_code?: string;
  param?: string;
  doc_url?: string;
  charge?: string;
  payment_method?: Stripe.PaymentMethod;
  payment_method_type?: string;
  payment_intent?: Stripe.PaymentIntent;
  setup_intent?: Stripe.SetupIntent;
  request_log_url?: string;
}

/** A refusal in Stripe's envelope. `kept` says whether an idempotency key replays it: not when nothing was begun. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    readonly kept = true,
  ) {
    super(body.message);
  }
}

export const docUrl = (code: string): string =>
  `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;

type Extras = Partial<Omit<ErrorBody, 'type' | 'message' | 'doc_url'>>;

export const errorBody = (type: ErrorType, message: string, extras: Extras = {}): ErrorBody => ({
  ...(extras.code ? { code: extras.code, doc_url: docUrl(extras.code) } : {}),
  message,
  ...extras,
  type,
});

/** A request that makes sense but cannot be done. */
export const refusal = (message: string, extras: Extras = {}, status = 400): ApiError =>
  new ApiError(status, errorBody('invalid_request_error', message, extras));

/** A request that was never begun because its parameters do not hold. */
export const invalid = (message: string, extras: Extras = {}): ApiError =>
  new ApiError(400, errorBody('invalid_request_error', message, extras), false);

/** An unknown id: 404 when it stands in the path, 400 when it is a parameter. */
export const missing = (noun: string, id: string, param: string, status: 400 | 404): ApiError =>
  refusal(`No such ${noun}: '${id}'`, { code: 'resource_missing', param }, status);

export const missingParam = (param: string): ApiError =>
  invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
