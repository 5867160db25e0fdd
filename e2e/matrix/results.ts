import { journeys, type Journey, type Outcomes } from './expected';

/** What came of a card in one run. */
export type CardResult = {
  /** The card's name. */
  card: string;
  kind: string;
  what: string;
  expected: Outcomes;
  /** Null where the journey was not played; `got` says no more than what was seen. */
  got: Outcomes;
  /** Why the card was not played at all; null where it was. */
  notPlayed: string | null;
  /** A picture of the page that the buyer saw last, by its file's name; null where no page was needed. */
  picture: string | null;
  /** How long all of its journeys took, in ms. */
  took: number;
};

export type MatrixRun = {
  /** Whom it was played against: `local` or `stripe-test`. */
  against: string;
  /** When it began, as an ISO date and time. */
  began: string;
  results: readonly CardResult[];
};

export type Verdict = 'holds' | 'differs' | 'not played';

export function verdictOf({ expected, got, notPlayed }: CardResult): Verdict {
  if (notPlayed !== null) return 'not played';
  return journeys.every((journey) => got[journey] === expected[journey]) ? 'holds' : 'differs';
}

/** One journey of one card that two runs tell apart. */
export type Change = {
  card: string;
  journey: Journey;
  before: string | null;
  after: string | null;
};

/** What a later run saw otherwise than an earlier one, of the cards that both of them played. */
export function changesBetween(before: MatrixRun, after: MatrixRun): Change[] {
  const earlier = new Map(before.results.map((result) => [result.card, result]));
  return after.results.flatMap((result) => {
    const old = earlier.get(result.card);
    if (!old || old.notPlayed !== null || result.notPlayed !== null) return [];
    return journeys
      .filter((journey) => old.got[journey] !== result.got[journey])
      .map((journey) => ({
        card: result.card,
        journey,
        before: old.got[journey],
        after: result.got[journey],
      }));
  });
}
