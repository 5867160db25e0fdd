import { refusal } from './errors';

/** The version that the app pins and that stripe-local speaks. */
export const CURRENT_API_VERSION = '2026-10-28.endive';

/**
 * What a request without the header gets, as from an account that was made in 2022 and never upgraded: the official CLI
 * sends no header, names `payment_method_types`, and confirms without a `return_url`.
 */
export const ACCOUNT_API_VERSION = '2022-11-15';

/** Before this an intent without types took cards only; since then, what the dashboard has switched on. */
const TYPES_FROM_DASHBOARD = '2023-08-16';

/** Before this money was captured and booked in one; since then the booking follows. */
const CAPTURE_ASYNC = '2024-04-09';

/** From here on intents no longer take `payment_method_types`. */
const TYPES_REMOVED = '2026-09-30';

const FORM = /^\d{4}-\d{2}-\d{2}(\.(acacia|basil|clover|dahlia|endive|preview))?$/;

export function readVersion(header: string | null | undefined): string {
  if (!header) return ACCOUNT_API_VERSION;
  // Sent twice it arrives joined, and the later one counts.
  const version = header.slice(header.lastIndexOf(',') + 1).trim();
  if (!FORM.test(version) || version.slice(0, 10) > CURRENT_API_VERSION.slice(0, 10)) {
    throw refusal(`Invalid Stripe API version: ${version}`);
  }
  return version;
}

export const takesPaymentMethodTypes = (version: string): boolean =>
  version.slice(0, 10) < TYPES_REMOVED;

export const typesComeFromDashboard = (version: string): boolean =>
  version.slice(0, 10) >= TYPES_FROM_DASHBOARD;

export const defaultCaptureMethod = (version: string): 'automatic' | 'automatic_async' =>
  version.slice(0, 10) > CAPTURE_ASYNC ? 'automatic_async' : 'automatic';
