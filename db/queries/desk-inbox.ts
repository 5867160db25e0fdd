import { and, isNull } from 'drizzle-orm';
import type { Page, PageRequest } from '../../lib/domain/page';
import type { Reader } from '../database';
import { keysetPage } from './keyset';
import type { InboxRow } from './webhook-events';

/** Events that Stripe told us, the newest first; only those that are not processed, if asked. */
export function listInbox(
  db: Reader,
  { onlyUnprocessed }: { onlyUnprocessed: boolean },
  request: PageRequest,
): Promise<Page<InboxRow>> {
  const { webhookEvents: t } = db.tables;
  return keysetPage(
    { at: t.receivedAt, id: t.stripeEventId },
    request,
    (row: InboxRow) => ({ at: row.receivedAt, id: row.stripeEventId }),
    ({ where, orderBy, limit }) => {
      const rows = db
        .select({
          stripeEventId: t.stripeEventId,
          type: t.type,
          apiVersion: t.apiVersion,
          livemode: t.livemode,
          receivedAt: t.receivedAt,
          processedAt: t.processedAt,
          tries: t.tries,
          note: t.note,
          nextTryAt: t.nextTryAt,
        })
        .from(t);
      return rows
        .where(onlyUnprocessed ? and(isNull(t.processedAt), where) : where)
        .orderBy(...orderBy)
        .limit(limit);
    },
  );
}
