import { z } from 'zod';
import { listRuns } from '@/db/queries/desk-runs';
import type { Reconciliation } from '@/db/queries/reconciliations';
import { database } from '../database';
import type { DeskPage, DeskRun } from '../domain/desk-view';
import { readPageToken, shownPage } from './page-token';

const ROWS = 50;

/** Runs of the reconciler, the newest first. For staff only. */
export const readRuns = async (token: string | undefined): Promise<DeskPage<DeskRun>> =>
  shownPage(await listRuns(database().read, readPageToken(token, ROWS)), toRun);

/** Read with care: an older server may have written it in another form. */
const reportShape = z
  .array(
    z.object({
      step: z.string(),
      counts: z.record(z.string(), z.number()).catch({}),
      error: z.string().nullable().catch(null),
    }),
  )
  .catch([]);

export const toRun = ({ report, ...run }: Reconciliation): DeskRun => ({
  ...run,
  steps: reportShape.parse(report),
});
