import { describe, expect, it } from 'vitest';
import { idOf } from './documented-card';
import { documentedCards } from './documented-cards';
import { expectedOf, type Outcomes } from './expected';
import { matrixPage } from './matrix-page';
import { matrixTable, numberOf, summaryOf } from './matrix-table';
import { changesBetween, verdictOf, type CardResult, type MatrixRun } from './results';

const works: Outcomes = {
  save: 'saved',
  payAndSave: 'paid',
  oneClick: 'paid',
  offSession: 'paid',
  afterwards: 'refunded',
};

const result = (card: string, more: Partial<CardResult> = {}): CardResult => ({
  card,
  number: '4242424242424242',
  kind: 'plain',
  what: 'visa | <credit>',
  expected: works,
  got: works,
  notPlayed: null,
  picture: null,
  took: 1_250,
  ...more,
});

const runOf = (...results: CardResult[]): MatrixRun => ({
  against: 'local',
  began: '2026-11-30T20:00:00Z',
  results,
});

const declined = { ...works, oneClick: 'declined: lost_card' };

describe('the documented cards', () => {
  it('have a name each that no other has, but for numbers that several rows are about', () => {
    const named = documentedCards.filter(({ name }) => name !== null).map(({ name }) => name);
    const twice = named.filter((name, index) => named.indexOf(name) !== index);
    // One token stands for two rows: the plain card, and what it is for 3-D Secure or in its country.
    expect(twice.sort()).toEqual(['pm_card_jcb', 'pm_card_visa']);
  });

  it('are expected to do something in each journey that can be played', () => {
    for (const card of documentedCards) {
      const { save, payAndSave, oneClick } = expectedOf(card);
      expect(save, idOf(card)).not.toBeNull();
      expect(payAndSave, idOf(card)).not.toBeNull();
      expect(oneClick === null, idOf(card)).toBe(!save?.endsWith('saved'));
    }
  });
});

describe('a run', () => {
  it('says of each card whether it did as documented', () => {
    expect(verdictOf(result('a'))).toBe('holds');
    expect(verdictOf(result('a', { got: declined }))).toBe('differs');
    expect(verdictOf(result('a', { got: declined, notPlayed: 'no name' }))).toBe('not played');
  });

  it('is compared with the one before, where both played', () => {
    const before = runOf(result('a'), result('b', { notPlayed: 'no name' }), result('c'));
    const after = runOf(result('a', { got: declined }), result('b'), result('d'));
    expect(changesBetween(before, after)).toEqual([
      { card: 'a', journey: 'oneClick', before: 'paid', after: 'declined: lost_card' },
    ]);
    expect(changesBetween(after, after)).toEqual([]);
  });

  it('leaves open what a bank has asked that nobody could answer', () => {
    const asks = {
      ...works,
      save: 'bank, saved',
      payAndSave: 'bank, paid',
      oneClick: 'bank, paid',
    };
    const open = {
      save: 'bank',
      payAndSave: 'bank',
      oneClick: null,
      offSession: null,
      afterwards: null,
    };
    expect(verdictOf(result('a', { expected: asks, got: open }))).toBe('holds');
    expect(verdictOf(result('a', { got: open }))).toBe('differs');
    expect(verdictOf(result('a', { got: { ...works, oneClick: null } }))).toBe('differs');
    const [before, after] = [runOf(result('a', { got: asks })), runOf(result('a', { got: open }))];
    expect(changesBetween(before, after)).toEqual([]);
    const silent = runOf(result('a', { got: { ...asks, save: 'saved' } }));
    expect(changesBetween(silent, after)).toEqual([
      { card: 'a', journey: 'save', before: 'saved', after: 'bank' },
    ]);
  });

  it('tells two rows of one name apart', () => {
    const before = runOf(result('a'), result('a', { kind: 'bank', got: declined }));
    expect(changesBetween(before, before)).toEqual([]);
  });

  it('is a table that shows both words where they differ', () => {
    const run = runOf(result('a', { got: declined }), result('b', { notPlayed: 'no name' }));
    const table = matrixTable(run);
    expect(table).toContain('declined: lost_card (expected: paid)');
    expect(table).toContain('visa \\| <credit>');
    expect(table).toContain('not played: no name');
    expect(table).toContain('| 1.3 |');
    expect(summaryOf(run)).toBe('0 as documented, 1 otherwise, 1 not played');
  });

  it.each([
    ['4242424242424242', '4242 4242 4242 4242'],
    ['378282246310005', '3782 822463 10005'],
    ['36227206271667', '3622 720627 1667'],
    ['6205500000000000004', '6205 5000 0000 0000 004'],
  ])('writes %s as %s', (number, written) => {
    expect(numberOf(result('a', { number }))).toBe(written);
  });

  it('is a page in which nothing of a card is markup', () => {
    const page = matrixPage(runOf(result('a')), []);
    expect(page).toContain('visa | &lt;credit&gt;');
    expect(page).toContain('As in the run that it is compared with.');
  });
});
