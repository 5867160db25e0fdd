import type { Reader } from '@/db/database';
import type { ToldEvent } from '../stripe/events';
import type { NoNews } from './handler';
import { handlerOf } from './handler-of';
import { intentTellsNothing } from './handlers/payment-intent';
import { cardTellsNothing } from './handlers/payment-method';
import { setupTellsNothing } from './handlers/setup-intent';
import { findObject, versionNote } from './told-object';

export const NOT_OURS = 'not ours to handle';

/** The families of events that may tell what is known. Refunds and disputes change, so they always have news. */
const families: readonly (readonly [prefix: string, noNews: NoNews])[] = [
  ['payment_intent.', intentTellsNothing],
  ['setup_intent.', setupTellsNothing],
  ['payment_method.', cardTellsNothing],
];

/**
 * Why nothing has to be done about an event that has just come, as a sentence for the inbox: it is then
 * written down and marked in one transaction, and no worker sees it. Null where there may be news.
 */
export async function whyNothingToDo(
  db: Reader,
  event: ToldEvent,
  receivedAt: number,
): Promise<string | null> {
  const { stripeEventId, type, payload } = event;
  const why = async () => {
    if (!handlerOf(type)) return NOT_OURS;
    const object = findObject(payload);
    if (!object) return `${NOT_OURS}: it is about nothing`;
    const noNews = families.find(([prefix]) => type.startsWith(prefix))?.[1];
    return noNews ? noNews(db, { stripeEventId, type, receivedAt, payload, object }) : null;
  };
  const said = await why();
  return said === null ? null : said + versionNote(event);
}
