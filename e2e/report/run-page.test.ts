import { describe, expect, it } from 'vitest';
import { runPage } from './run-page';
import type { Tried, TriedRun } from './tried';

const test = (sentence: string, more: Partial<Tried> = {}): Tried => ({
  file: 'wallet.spec.ts',
  sentence,
  state: 'passed',
  why: null,
  errors: [],
  took: 1_260,
  pictures: [],
  videos: [],
  traces: [],
  lines: {},
  ...more,
});

const pageOf = (tests: Tried[], more: Partial<TriedRun> = {}): string =>
  runPage({ project: 'local', began: '2026-11-30T20:00:00Z', isRecording: false, tests, ...more });

describe('the page of a run', () => {
  it('says what was tried, and why something was not', () => {
    const page = pageOf([
      test('a card is saved'),
      test('a clock is moved', { state: 'skipped', why: 'only stripe-local can be told' }),
    ]);
    expect(page).toContain('0 failed, 1 passed, 1 skipped');
    expect(page).toContain('✓ a card is saved <small>1.3 s</small>');
    expect(page).toContain('– a clock is moved: only stripe-local can be told');
    expect(page).not.toContain('<article>');
  });

  it('puts what failed first, with what was seen of it', () => {
    const failed = test('a card is removed', {
      state: 'failed',
      errors: ['expected <main>'],
      pictures: ['a.png'],
      videos: ['a.webm'],
      traces: ['a.zip'],
      lines: { 'The app': '{"requestId":"r1"}', Stripe: 'POST /v1/setup_intents 402' },
    });
    const page = pageOf([test('a card is saved'), failed]);
    for (const part of ['expected &lt;main&gt;', 'a.png', 'a.webm', 'a.zip', 'POST /v1/setup']) {
      expect(page).toContain(part);
    }
    expect(page.indexOf('a card is removed')).toBeLessThan(page.indexOf('a card is saved'));
  });

  it('says that it is of what failed before, where it is', () => {
    expect(pageOf([], { isRecording: true })).toContain('What failed, played once more');
  });
});
