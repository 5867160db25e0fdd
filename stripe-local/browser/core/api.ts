import type { StripeError } from '@stripe/stripe-js';
import { formBody, type FormRecord } from './form-body';

/** What is handed to the page as `error`. */
export type StripeFailure = StripeError;

export type ApiAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: StripeFailure };

/** The version that this Stripe.js speaks; without it the account's older default would apply. */
export const API_VERSION = '2026-10-28.endive';

// Stripe's own sentence. It promises more than anybody can know after a cut connection,
// which is why the page must ask for the intent instead of believing it.
const UNREACHABLE =
  'We are experiencing issues connecting to our payments provider. You have not been charged. Please check your internet connection and try again.';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const failureOf = (body: unknown, status: number): StripeFailure => {
  if (isRecord(body) && isRecord(body.error) && typeof body.error.type === 'string') {
    return body.error as unknown as StripeFailure;
  }
  return { type: 'api_error', message: `An unexpected answer came back (HTTP ${status}).` };
};

const answerOf = async (send: () => Promise<Response>): Promise<ApiAnswer> => {
  try {
    const response = await send();
    const body: unknown = await response.json();
    return response.ok
      ? { ok: true, value: body }
      : { ok: false, error: failureOf(body, response.status) };
  } catch {
    // fetch and a body cut short both reject with a bare TypeError or SyntaxError.
    return { ok: false, error: { type: 'api_connection_error', message: UNREACHABLE } };
  }
};

export const apiGet = (origin: string, path: string, params: FormRecord): Promise<ApiAnswer> =>
  // No header of our own: that would cost each cross-origin call a preflight.
  answerOf(() => fetch(`${origin}${path}?${formBody(params).toString()}`, { cache: 'no-store' }));

export const apiPost = (origin: string, path: string, params: FormRecord): Promise<ApiAnswer> =>
  answerOf(() =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      body: formBody(params),
      headers: { 'Stripe-Version': API_VERSION },
    }),
  );
