import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MatrixRun } from '../matrix/results';
import { findRunBefore, readRunFile, writeMatrix } from './matrix-files';

const runAt = (began: string): MatrixRun => ({ against: 'local', began, results: [] });

describe('the files of a run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'matrix-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are found by the next run, the latest of them', () => {
    expect(findRunBefore(join(folder, 'nowhere'))).toBeNull();
    expect(findRunBefore(folder)).toBeNull();
    const [first, last] = [runAt('2026-11-30T09:00:00.000Z'), runAt('2026-11-30T10:00:00.000Z')];
    writeMatrix(folder, last, null);
    writeMatrix(folder, first, null);
    expect(findRunBefore(folder)).toEqual(last);
  });

  it('are a page and a table, too', () => {
    const files = writeMatrix(folder, runAt('2026-11-30T09:00:00.000Z'), null);
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual([
      expect.stringContaining('"against": "local"'),
      expect.stringContaining('There is no run before it.'),
      expect.stringContaining('0 as documented, 0 otherwise, 0 not played'),
    ]);
  });

  it('are told from others', () => {
    const file = join(folder, 'other.json');
    writeFileSync(file, '{}');
    expect(() => readRunFile(file)).toThrow('no run of the matrix');
  });
});
