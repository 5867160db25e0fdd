import { formatMoney, type Money } from './money';

const DAY_MS = 24 * 60 * 60_000;

/** The end of the last day (UTC) on which a print that is ordered at `at` is charged and sent, in ms. */
export const shipByOf = (shipsWithinDays: number, at: number): number =>
  (Math.floor(at / DAY_MS) + shipsWithinDays + 1) * DAY_MS - 1;

/**
 * Whether the date that a page showed is still a promise of ours. A page drawn before midnight
 * shows a day less, which binds us; a later date was never promised by anybody.
 */
export const isPromised = (shown: number, ours: number): boolean =>
  shown === ours || shown === ours - DAY_MS;

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** "6 January 2027": the same day for everybody, because it is part of what was agreed. */
export const formatDay = (at: number): string => day.format(at);

export const CHARGE_LATER_VERSION = '2026-11-30';

/** What a pre-order costs and when it is charged at the latest, as its page shows it. */
export type PreorderTerms = { title: string; total: Money; shipBy: number };

/**
 * The words of the agreement to be charged later. What stands here is shown and recorded, made
 * from the order on both sides; a change of words is a new version.
 */
export const chargeLaterWording = ({
  title,
  total,
  shipBy,
}: PreorderTerms): { version: string; text: string } => ({
  version: CHARGE_LATER_VERSION,
  text:
    `Cardkeep charges ${formatMoney(total)} to the card that you choose just before ${title} is sent, ` +
    `by ${formatDay(shipBy)} at the latest. Nothing is charged before. Until then you can cancel ` +
    `or change the card on the order’s page.`,
});
