import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { matrixPage } from '../matrix/matrix-page';
import { matrixTable, summaryOf } from '../matrix/matrix-table';
import type { Change, MatrixRun } from '../matrix/results';

/** A run as it was written. Throws where the file is none. */
export const readRunFile = (file: string): MatrixRun => {
  const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<MatrixRun>;
  if (!Array.isArray(read.results)) throw new Error(`${file} is no run of the matrix`);
  return read as MatrixRun;
};

/** The latest run that a folder has; null where there is none. */
export function findRunBefore(folder: string): MatrixRun | null {
  if (!existsSync(folder)) return null;
  const latest = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .at(-1);
  return latest === undefined ? null : readRunFile(join(folder, latest));
}

/** Writes a run for programs, for browsers and as Markdown. Returns where each is. */
export function writeMatrix(
  folder: string,
  run: MatrixRun,
  changes: readonly Change[] | null,
): string[] {
  mkdirSync(folder, { recursive: true });
  const table = `# Test cards against ${run.against}\n\n${run.began}: ${summaryOf(run)}.\n\n${matrixTable(run)}`;
  const files = {
    [`${run.began.replaceAll(':', '-')}.json`]: `${JSON.stringify(run, null, 2)}\n`,
    'index.html': matrixPage(run, changes),
    'table.md': table,
  };
  return Object.entries(files).map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}
