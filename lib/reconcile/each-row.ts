import { log } from '../log';

/** What is logged of a row that fails: what could not be done, and which row it was. */
type Failing<Row> = { fault: string; names: (row: Row) => Readonly<Record<string, string>> };

/** Sees to one row. What it ends in, or `failed`: that is logged and not thrown. */
export async function seeTo<Row, End extends string>(
  row: Row,
  { fault, names }: Failing<Row>,
  work: (row: Row) => Promise<End>,
): Promise<End | 'failed'> {
  try {
    return await work(row);
  } catch (error) {
    log().warn({ error, ...names(row) }, fault);
    return 'failed';
  }
}

/**
 * Sees to rows one after the other: one that fails is logged and counted, and keeps no other from
 * being seen to. Returns how many came to each end; `none` is that count before the first.
 */
export async function eachRow<Row, End extends string>(
  rows: readonly Row[],
  { none, ...failing }: Failing<Row> & { none: Readonly<Record<End | 'failed', number>> },
  work: (row: Row) => Promise<NoInfer<End>>,
): Promise<Record<End | 'failed', number>> {
  const counts: Record<End | 'failed', number> = { ...none };
  for (const row of rows) counts[await seeTo(row, failing, work)]++;
  return counts;
}
