import { dice, oneOf, shuffled } from './dice';
import type { Journey } from './journey';
import { journeys } from './journeys';

export const killPoints = ['before', 'after', 'answered', 'webhook', 'random'] as const;
export type KillPoint = (typeof killPoints)[number];

export const killPointWords: Record<KillPoint, string> = {
  before: 'a call is on its way',
  after: 'a call had its effect',
  answered: 'a call was just answered',
  webhook: 'a webhook is being handled',
  random: 'at a random moment',
};

/** What becomes of a call that was on its way when its sender died. */
export type Fate = 'lost' | 'arrives' | 'arrives after the reconciliation';
const fates: readonly Fate[] = ['lost', 'arrives', 'arrives after the reconciliation'];

/** A kill that is timed and not triggered comes within so many ms: longer than any journey here takes. */
const RANDOM_WITHIN_MS = 250;

export type Planned = {
  journey: Journey;
  killPoint: KillPoint;
  /** The call that the server is killed at; null at a random moment. */
  call: string | null;
  fate: Fate;
  afterMs: number;
  /** For what the run decides later. */
  roll: () => number;
};

type Cut = Pick<Planned, 'journey' | 'killPoint' | 'call'>;

const cutsOf = (journey: Journey): Cut[] => [
  ...journey.calls.flatMap((call) =>
    (['before', 'after', 'answered'] as const).map((killPoint) => ({ journey, killPoint, call })),
  ),
  ...(journey.isQuiet
    ? []
    : [{ journey, killPoint: 'webhook' as const, call: journey.webhookAsks }]),
  { journey, killPoint: 'random', call: null },
];

/** Which cuts are planned: all of them, where nothing is said. */
export type Narrowed = {
  only: KillPoint | null;
  /** Journeys whose names have this in them. */
  journey: string | null;
};

/**
 * What happens in run number `run` of a seed: every way in which every journey can be cut comes
 * once, in an order of the seed's, before one comes again.
 */
export function plan(seed: number, run: number, { only, journey }: Narrowed): Planned {
  const cuts = journeys
    .filter(({ name }) => journey === null || name.includes(journey))
    .flatMap(cutsOf)
    .filter(({ killPoint }) => only === null || killPoint === only);
  const round = Math.floor(run / cuts.length);
  const cut = shuffled(cuts, dice(seed + round))[run % cuts.length] as Cut;
  // Its own dice, so that a run alone is what it was among the others.
  const roll = dice(Math.imul(seed, 31) + run);
  return {
    ...cut,
    fate: oneOf(fates, roll),
    afterMs: Math.floor(roll() * RANDOM_WITHIN_MS),
    roll,
  };
}
