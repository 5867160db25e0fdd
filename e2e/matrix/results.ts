import { journeys, type Journey, type Outcomes } from './expected';

/** What came of a card in one run. */
export type CardResult = {
  /** The card's name. */
  card: string;
  number: string;
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

/** What is got where a bank asks and nobody can answer it: Stripe's API has no way to, a browser would. */
export const ASKED = 'bank';

/**
 * Whether one journey came out as it should. A bank's question that nobody could answer is right where one was expected,
 * and what would have come after it was not played.
 */
export function agrees({ expected, got }: CardResult, journey: Journey): boolean {
  const [seen, said] = [got[journey], expected[journey]];
  if (seen === ASKED) return said?.startsWith(`${ASKED}, `) ?? false;
  return seen === said || (seen === null && wasLeftOpen(got));
}

const wasLeftOpen = (got: Outcomes): boolean => journeys.some((journey) => got[journey] === ASKED);

/** Each journey that came out otherwise, in a line. */
export const differencesOf = (result: CardResult): string[] =>
  journeys
    .filter((journey) => !agrees(result, journey))
    .map((journey) => `${journey}: ${result.got[journey]}, expected ${result.expected[journey]}`);

export type Verdict = 'holds' | 'differs' | 'not played';

export function verdictOf(result: CardResult): Verdict {
  if (result.notPlayed !== null) return 'not played';
  return differencesOf(result).length === 0 ? 'holds' : 'differs';
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
  const earlier = new Map(before.results.map((result) => [rowOf(result), result]));
  return after.results.flatMap((result) => {
    const old = earlier.get(rowOf(result));
    if (!old || old.notPlayed !== null || result.notPlayed !== null) return [];
    return journeys
      .filter((journey) => !saysTheSame(old.got, result.got, journey))
      .map((journey) => ({
        card: result.card,
        journey,
        before: old.got[journey],
        after: result.got[journey],
      }));
  });
}

/** As far as both were played: a bank that nobody could answer has said no more than that it asks. */
function saysTheSame(before: Outcomes, after: Outcomes, journey: Journey): boolean {
  const words = [before[journey], after[journey]] as const;
  if (words.includes(ASKED)) return words.every((word) => word?.startsWith(ASKED));
  const isOpen = [before, after].some((got) => got[journey] === null && wasLeftOpen(got));
  return isOpen || words[0] === words[1];
}

// One name may stand in two rows: the plain card, and what it is for 3-D Secure.
const rowOf = ({ kind, card }: CardResult): string => `${kind} ${card}`;
