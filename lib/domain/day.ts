/** In ms: days of UTC have no other length. */
export const DAY_MS = 24 * 60 * 60_000;

/** The day (UTC) that a time in ms falls on, as 2027-05-01. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** When a day begins, in ms. Throws RangeError for what is no day. */
export const beginningOf = (day: string): number => {
  const at = findBeginning(day);
  if (at === null) throw new RangeError(`${day} is no day`);
  return at;
};

/** The same; null for what is no day, as the 31st of June. */
export function findBeginning(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && dayOf(at) === day ? at : null;
}

export const nextDay = (day: string): string => dayOf(beginningOf(day) + DAY_MS);

/** The first day of the month that a day is in. */
export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;
