import { killPointWords, type KillPoint } from './plan';
import type { Outcome } from './journey';
import type { RunResult } from './one-run';

/** Counts runs, and says at the end what came of them. */
export class Report {
  passed = 0;
  readonly failures: string[] = [];
  private readonly rows = new Map<string, { runs: number; outcomes: Map<Outcome, number> }>();

  add(kind: string, { outcomes, faults }: RunResult): void {
    if (faults.length === 0) this.passed += 1;
    const row = this.rows.get(kind) ?? { runs: 0, outcomes: new Map<Outcome, number>() };
    row.runs += 1;
    for (const outcome of outcomes) {
      row.outcomes.set(outcome, (row.outcomes.get(outcome) ?? 0) + 1);
    }
    this.rows.set(kind, row);
  }

  lines(): string[] {
    return [...this.rows].map(([kind, { runs, outcomes }]) => {
      const words = kind in killPointWords ? killPointWords[kind as KillPoint] : kind;
      const counts = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
      return `  ${words.padEnd(34)} ${String(runs).padStart(4)} kills; orders after one reconciliation: ${counts}`;
    });
  }
}
