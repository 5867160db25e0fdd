import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestCase, TestResult } from 'playwright/types/testReporter';
import { assumptionTable, type Row } from '../assumptions/table';

/** The kind of note that a test leaves for this reporter. */
export const ASSUMPTION = 'assumption';

const FOLDER = join('.cache', 'assumptions');

/** Writes what Stripe said beside what we believe: one table for each project that asked. */
export default class Assumptions implements Reporter {
  private readonly rows = new Map<string, Row[]>();

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const { type, description } of result.annotations) {
      if (type !== ASSUMPTION || description === undefined) continue;
      const project = test.parent.project()?.name ?? 'unnamed';
      const rows = this.rows.get(project) ?? [];
      this.rows.set(project, [...rows, JSON.parse(description) as Row]);
    }
  }

  onEnd(): void {
    for (const [project, rows] of this.rows) {
      mkdirSync(FOLDER, { recursive: true });
      const file = join(FOLDER, `${project}.md`);
      writeFileSync(file, assumptionTable(rows));
      process.stdout.write(`What Stripe said beside what we believe: ${file}\n`);
    }
  }

  printsToStdio(): boolean {
    return false;
  }
}
