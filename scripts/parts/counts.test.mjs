import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countLine, countPlaywright, countRun, countVitest, sum } from './counts.mjs';

const vitestReport = (files, { passed = 0, failed = 0, pending = 0, todo = 0 } = {}) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: todo,
  testResults: files,
});

const reportOf = (report) => {
  const file = join(mkdtempSync(join(tmpdir(), 'counts-')), 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
};

describe('countVitest', () => {
  it('counts a file that broke before its first test', () => {
    const files = [{ status: 'failed', assertionResults: [] }];
    expect(countVitest(vitestReport(files, { passed: 3 }))).toEqual({
      passed: 3,
      failed: 1,
      skipped: 0,
    });
  });

  it('does not count a file twice whose tests failed', () => {
    const files = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }];
    expect(countVitest(vitestReport(files, { failed: 1, pending: 1, todo: 1 }))).toEqual({
      passed: 0,
      failed: 1,
      skipped: 2,
    });
  });
});

describe('countPlaywright', () => {
  it('takes flaky tests and errors outside of tests for failures', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });
});

describe('countRun', () => {
  const green = vitestReport([], { passed: 2 });

  it('believes a green report of a green run', () => {
    const counts = countRun({ ok: true, reportFile: reportOf(green), count: countVitest });
    expect(counts).toEqual({ passed: 2, failed: 0, skipped: 0 });
  });

  it('counts a runner that failed without a failed test', () => {
    const counts = countRun({ ok: false, reportFile: reportOf(green), count: countVitest });
    expect(counts).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  it('counts a run that tested nothing', () => {
    const reportFile = reportOf(vitestReport([]));
    expect(countRun({ ok: true, reportFile, count: countVitest }).failed).toBe(1);
  });

  it('counts a runner that left no report', () => {
    const reportFile = join(tmpdir(), 'no-such-report.json');
    expect(countRun({ ok: false, reportFile, count: countVitest }).failed).toBe(1);
  });
});

describe('the last line', () => {
  it('adds up, and names skipped tests only where there are some', () => {
    const total = sum([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 40, failed: 2, skipped: 0 },
    ]);
    expect(countLine(total)).toBe('41 passed, 2 failed');
    expect(countLine({ ...total, skipped: 3 })).toBe('41 passed, 2 failed, 3 skipped');
  });
});
