import { describe, expect, it } from 'vitest';
import { journeys } from './journeys';
import { readOptions } from './options';
import { killPoints, plan } from './plan';

const all = { only: null, journey: null };

const told = (seed: number, run: number) => {
  const { journey, roll, ...rest } = plan(seed, run, all);
  return { ...rest, journey: journey.name, next: [roll(), roll(), roll()] };
};

/** Three kinds of kill at each call, one at the webhook unless Stripe has no part in it, one at random. */
const CUTS = journeys.reduce(
  (sum, { calls, isQuiet = false }) => sum + calls.length * 3 + (isQuiet ? 1 : 2),
  0,
);
const loud = journeys.filter(({ isQuiet = false }) => !isQuiet);

describe('a plan', () => {
  it('is the same for the same seed and run, and another for another', () => {
    expect(told(7, 12)).toEqual(told(7, 12));
    const these = Array.from({ length: 20 }, (_, run) => told(7, run));
    const others = Array.from({ length: 20 }, (_, run) => told(8, run));
    expect(others).not.toEqual(these);
  });

  it('cuts every journey in every way before it does one again', () => {
    for (const round of [0, 1]) {
      const cuts = Array.from({ length: CUTS }, (_, place) => {
        const { journey, killPoint, call } = plan(3, round * CUTS + place, all);
        return `${journey.name} ${killPoint} ${call}`;
      });
      expect(new Set(cuts).size).toBe(CUTS);
    }
  });

  it('has the same journeys for one kind of kill as for all', () => {
    for (const killPoint of killPoints) {
      const runs = Array.from({ length: CUTS }, (_, run) =>
        plan(3, run, { only: killPoint, journey: null }),
      );
      expect(new Set(runs.map((each) => each.killPoint))).toEqual(new Set([killPoint]));
      const cut = killPoint === 'random' ? journeys : loud;
      expect(new Set(runs.map((each) => each.journey.name)).size).toBe(cut.length);
    }
  });

  it('keeps to the journeys that are named', () => {
    const named = { only: null, journey: 'refund' };
    const runs = Array.from({ length: CUTS }, (_, run) => plan(3, run, named));
    expect(new Set(runs.map(({ journey }) => journey.name))).toEqual(
      new Set(['a refund of all', 'a refund of a part, pressed twice', 'two refunds at once']),
    );
  });
});

describe('the options', () => {
  it('ask for 200 kills and every crowd where nothing is said', () => {
    expect(readOptions([])).toMatchObject({ runs: 200, run: null, only: null, buyers: 100 });
    expect(readOptions([]).crowds).toHaveLength(3);
  });

  it('are one run, or one crowd, to repeat it', () => {
    const run = readOptions(['--seed', '5', '--run', '17']);
    expect(run).toMatchObject({ seed: 5, run: 17, crowds: [] });
    const crowd = readOptions(['--seed', '5', '--crowd', 'postgres']);
    expect(crowd).toMatchObject({ seed: 5, runs: 0, crowds: ['postgres'] });
  });

  it.each([
    [['--runs', 'many'], /--runs many is not a number/],
    [['--journey', 'to the moon'], /--journey to the moon is part of no name/],
    [['--only', 'luck'], /--only is one of before/],
    [['--crowd', 'mysql'], /--crowd is one of sqlite/],
    [['--nonsense'], /nonsense/],
  ])('%j are refused', (args, words) => expect(() => readOptions(args)).toThrow(words));
});
