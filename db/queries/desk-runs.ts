import type { Page, PageRequest } from '../../lib/domain/page';
import type { Reader } from '../database';
import { keysetPage } from './keyset';
import type { Reconciliation } from './reconciliations';

/** Runs of the reconciler, the newest first, page by page. */
export function listRuns(db: Reader, request: PageRequest): Promise<Page<Reconciliation>> {
  const { reconciliations: t } = db.tables;
  return keysetPage(
    { at: t.startedAt, id: t.id },
    request,
    (run: Reconciliation) => ({ at: run.startedAt, id: run.id }),
    ({ where, orderBy, limit }) =>
      db
        .select()
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
  );
}
