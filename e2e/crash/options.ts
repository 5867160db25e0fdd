import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { journeys } from './journeys';
import { killPoints, type KillPoint } from './plan';

export const crowds = ['sqlite', 'postgres', 'postgres-two-servers'] as const;
export type CrowdPlace = (typeof crowds)[number];

export const scenes = ['ending', 'rolling', 'restored'] as const;
export type SceneName = (typeof scenes)[number];

export type Options = {
  seed: number;
  /** How many kills of a server; the crowds come on top. */
  runs: number;
  /** One run of the seed and no other. */
  run: number | null;
  only: KillPoint | null;
  /** Journeys whose names have this in them. */
  journey: string | null;
  crowds: readonly CrowdPlace[];
  /** What happens once, in one order: a server that is told to end, a deployment, a restored database. */
  scenes: readonly SceneName[];
  /** How many buyers are in a crowd. */
  buyers: number;
  /** Where the count is left for whoever started us; null for nobody. */
  reportFile: string | null;
};

export const USAGE = `npm run test:crash -- [--seed N] [--runs 200] [--run N] [--only ${killPoints.join('|')}] [--journey WORDS] [--crowd ${crowds.join('|')}|none] [--scene ${scenes.join('|')}|none] [--buyers 100]`;

/** Throws an Error with one line for what it does not understand. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      runs: { type: 'string' },
      run: { type: 'string' },
      only: { type: 'string' },
      journey: { type: 'string' },
      crowd: { type: 'string', multiple: true },
      scene: { type: 'string', multiple: true },
      buyers: { type: 'string', default: '100' },
      report: { type: 'string' },
    },
  });
  const run = values.run === undefined ? null : count('run', values.run);
  const only = values.only === undefined ? null : known('only', killPoints, values.only);
  const journey = values.journey === undefined ? null : named(values.journey);
  const isNarrowed = run !== null || only !== null || journey !== null;
  return {
    seed: values.seed === undefined ? randomInt(2 ** 31) : count('seed', values.seed),
    runs: count('runs', values.runs ?? (values.crowd || values.scene ? '0' : '200')),
    run,
    only,
    journey,
    crowds: allOrAsked('crowd', crowds, values.crowd, isNarrowed || values.scene !== undefined),
    scenes: allOrAsked('scene', scenes, values.scene, isNarrowed || values.crowd !== undefined),
    buyers: count('buyers', values.buyers),
    reportFile: values.report ?? null,
  };
}

function allOrAsked<T extends string>(
  name: string,
  all: readonly T[],
  asked: readonly string[] | undefined,
  isNarrowed: boolean,
): readonly T[] {
  if (!asked) return isNarrowed ? [] : all;
  return asked.filter((each) => each !== 'none').map((each) => known(name, all, each));
}

function named(words: string): string {
  if (journeys.some(({ name }) => name.includes(words))) return words;
  throw new Error(`--journey ${words} is part of no name in e2e/crash/`);
}

function count(name: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name} ${text} is not a number`);
  return Number(text);
}

function known<T extends string>(name: string, all: readonly T[], text: string): T {
  const found = all.find((each) => each === text);
  if (!found) throw new Error(`--${name} is one of ${all.join(', ')}`);
  return found;
}
