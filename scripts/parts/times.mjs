import { inSeconds } from './progress.mjs';

/**
 * What a run was spent on: one line per step in the order in which they ended, and how long it was until the last.
 * @param {readonly { label: string, ms: number, counts: { passed: number, failed: number, skipped: number } }[]} steps
 * @param {number} wholeMs
 */
export function timeTable(steps, wholeMs) {
  const rows = [
    ['Step', 'Time', 'Passed', 'Failed'],
    ...steps.map(({ label, ms, counts }) => [
      label,
      inSeconds(ms),
      String(counts.passed),
      String(counts.failed),
    ]),
    ['All, some beside each other', inSeconds(wholeMs), '', ''],
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map(([label, ...figures]) =>
      [label.padEnd(widths[0]), ...figures.map((text, n) => text.padStart(widths[n + 1]))]
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
