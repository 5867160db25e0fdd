import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestCase, TestResult } from 'playwright/types/testReporter';
import { documentedCards } from '../matrix/documented-cards';
import { idOf } from '../matrix/documented-card';
import { comparedWords, tookWords } from '../matrix/matrix-words';
import { summaryOf } from '../matrix/matrix-table';
import { changesBetween, type CardResult, type MatrixRun } from '../matrix/results';
import { run } from '../setup/run';
import { findRunBefore, readRunFile, writeMatrix } from './matrix-files';

/** The kind of note that a played card leaves for this reporter. */
export const CARD_RESULT = 'card result';

/** What a test calls its picture of the page. */
export const PICTURE = 'picture of the page';

const rows = documentedCards.map((card) => `${card.kind} ${idOf(card)}`);
const placeOf = ({ kind, card }: CardResult): number => rows.indexOf(`${kind} ${card}`);

function namedRun(): MatrixRun | null {
  const file = process.env.CARDKEEP_MATRIX_COMPARE;
  return file ? readRunFile(file) : null;
}

/** Writes what came of each test card as a table, and says what an earlier run saw otherwise. */
export default class Matrix implements Reporter {
  private readonly began = new Date();
  private readonly results: CardResult[] = [];
  /** Read at the start: a file that is none is said before minutes are spent. */
  private readonly named = namedRun();
  private readonly folder = join('.cache', 'matrix', run.project);

  onTestEnd(test: TestCase, result: TestResult): void {
    if (test.parent.project()?.name !== 'matrix') return;
    const note = result.annotations.find(({ type }) => type === CARD_RESULT);
    if (note?.description === undefined) return;
    const told = JSON.parse(note.description) as CardResult;
    this.results.push({ ...told, picture: this.keepPicture(told.card, result) });
  }

  onEnd(): void {
    if (this.results.length === 0) return;
    const played: MatrixRun = {
      against: run.project,
      began: this.began.toISOString(),
      results: this.results.sort((a, b) => placeOf(a) - placeOf(b)),
    };
    const before = this.named ?? findRunBefore(this.folder);
    const changes = before && changesBetween(before, played);
    const files = writeMatrix(this.folder, played, changes);
    const took = Date.now() - this.began.getTime();
    const lines = [
      `${summaryOf(played)}, in ${tookWords(took)}.`,
      ...comparedWords(changes, before?.began ?? null),
      ...files,
    ];
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }

  printsToStdio(): boolean {
    return false;
  }

  private keepPicture(card: string, { attachments }: TestResult): string | null {
    const path = attachments.find(({ name }) => name === PICTURE)?.path;
    if (path === undefined) return null;
    const name = `${card}.png`;
    mkdirSync(join(this.folder, 'pictures'), { recursive: true });
    copyFileSync(path, join(this.folder, 'pictures', name));
    return name;
  }
}
