import { appendFileSync } from 'node:fs';

/** One line of docs/performance.md. */
export type Figure = {
  figure: string;
  ours: string;
  beside: string;
  /** Ours through what stands beside it; null for a count. */
  ratio: number | null;
  goal: string;
};

/** Says a figure on the terminal, and writes it down where `npm run bench` collects them. */
export function tell(figure: Figure): void {
  const { ours, beside, ratio, goal } = figure;
  const shown = ratio === null ? '' : `, ratio ${ratio.toFixed(2)}`;
  process.stdout.write(
    `${figure.figure}: ${ours}; beside it ${beside}${shown}${goal && ` (goal: ${goal})`}\n`,
  );
  const file = process.env.CARDKEEP_BENCH_FIGURES;
  if (file) appendFileSync(file, `${JSON.stringify(figure)}\n`);
}

export function median(of: readonly number[]): number {
  return [...of].sort((a, b) => a - b)[of.length >> 1] ?? 0;
}

/** Counts that are all the same are one number; else the middle one, and how often each came. */
export function counted(of: readonly number[]): string {
  const times = new Map<number, number>();
  for (const each of of) times.set(each, (times.get(each) ?? 0) + 1);
  const each = [...times].sort(([a], [b]) => a - b).map(([n, how]) => `${n}: ${how}×`);
  return each.length === 1
    ? `${of[0]} (each of ${of.length})`
    : `${median(of)} (${each.join(', ')})`;
}
