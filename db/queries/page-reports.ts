import { and, asc, count, desc, eq, gt, lte, or } from 'drizzle-orm';
import {
  REPORT_STANDS_MS,
  type CountedReport,
  type PageReport,
} from '../../lib/domain/page-report';
import type { Reader, Transaction } from '../database';

/** Anybody can send reports: of more kinds than this, those that were told least often go. */
export const MOST_KINDS = 100;

/** What one panel can show. */
const SHOWN = 20;

/** Adds one to the count of a kind of report. True where it is a new kind. */
export async function addPageReport(
  tx: Transaction,
  report: PageReport,
  at: number,
): Promise<boolean> {
  const { pageReports: t } = tx.tables;
  await tx.delete(t).where(lte(t.lastAt, at - REPORT_STANDS_MS));
  const same = and(
    eq(t.directive, report.directive),
    eq(t.blocked, report.blocked),
    eq(t.page, report.page),
  );
  const [before] = await tx.select({ count: t.count }).from(t).where(same);
  if (before) {
    await tx
      .update(t)
      .set({ count: before.count + 1, lastAt: at })
      .where(same);
    return false;
  }
  await makeRoom(tx);
  await tx.insert(t).values({ ...report, count: 1, firstAt: at, lastAt: at });
  return true;
}

/** Before another kind comes: so that a flood of made-up ones moves itself out, and not what is told again and again. */
async function makeRoom(tx: Transaction): Promise<void> {
  const { pageReports: t } = tx.tables;
  const [kinds] = await tx.select({ count: count() }).from(t);
  const tooMany = (kinds?.count ?? 0) - MOST_KINDS + 1;
  if (tooMany <= 0) return;
  const least = await tx
    .select({ directive: t.directive, blocked: t.blocked, page: t.page })
    .from(t)
    .orderBy(asc(t.count), asc(t.lastAt))
    .limit(tooMany);
  await tx
    .delete(t)
    .where(
      or(
        ...least.map(({ directive, blocked, page }) =>
          and(eq(t.directive, directive), eq(t.blocked, blocked), eq(t.page, page)),
        ),
      ),
    );
}

/** Those that stand at `at`, the latest first. */
export const listPageReports = (db: Reader, at: number): Promise<CountedReport[]> => {
  const { pageReports: t } = db.tables;
  return db
    .select()
    .from(t)
    .where(gt(t.lastAt, at - REPORT_STANDS_MS))
    .orderBy(desc(t.lastAt), t.directive, t.blocked, t.page)
    .limit(SHOWN);
};
