import { isStripeId } from '../domain/ids';
import { isInOurVersion } from '../stripe/events';
import type { EventObject } from './handler';

/** What an event is about; null where that has no id, as a balance has none. */
export function findObject(payload: unknown): EventObject | null {
  const { data } = payload as { data?: { object?: EventObject } };
  return data?.object && isStripeId(data.object.id) ? data.object : null;
}

/** What tells of one payment is handled one after the other, whatever its events are about. */
export function lineOf(payload: unknown): string | null {
  const object = findObject(payload);
  return isStripeId(object?.payment_intent) ? object.payment_intent : (object?.id ?? null);
}

/** Nothing depends on it, because everything is fetched in our own version; but it is to be seen. */
export const versionNote = ({ apiVersion }: { apiVersion: string | null }): string =>
  isInOurVersion(apiVersion) ? '' : ` (told in ${apiVersion})`;
