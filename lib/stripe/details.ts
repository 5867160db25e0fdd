import type { Json } from '../domain/json';
import { log } from '../log';
import { PaymentsError } from './errors';
import { sendable } from './sendable';

/**
 * What Stripe is told for whoever reads its Dashboard, and can do without. Everything else that we
 * send is needed: amount, currency, customer, card, what names the order or the person.
 */
const details = ['description', 'email', 'name', 'shipping'] as const;

const isDetail = (name: string): boolean => details.some((detail) => detail === name);

/** `shipping[address][country]` is of `shipping`; no other detail has parts. */
const wholeOf = (param: string): string => (param.startsWith('shipping[') ? 'shipping' : param);

const namedIn = (written: Json): Record<string, Json> => sendable<Record<string, Json>>(written);

/** The same call without its details. */
export const withoutDetails = (written: Json): Json =>
  Object.fromEntries(Object.entries(namedIn(written)).filter(([name]) => !isDetail(name)));

/**
 * The parameters to send anew, with a key of their own, where Stripe refused a call because of a
 * detail of it. Null for any other fault: above all where the call may have arrived. All details go,
 * not only the one that is named, because it is done once. Called with what it gave, it gives null.
 */
export function withoutRefusedDetail(written: Json, error: unknown): Json | null {
  if (!(error instanceof PaymentsError)) return null;
  const { refusedParam, stripeRequestId } = error;
  const param = refusedParam === null ? null : wholeOf(refusedParam);
  if (param === null || !isDetail(param) || !Object.hasOwn(namedIn(written), param)) return null;
  // Not the error itself, whose words repeat what was refused.
  log().warn({ param, stripeRequestId }, 'Stripe refused a detail that it can do without');
  return withoutDetails(written);
}
