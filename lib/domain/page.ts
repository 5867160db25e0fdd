/** Where a row stands in a list that is sorted by time, and by id where times are equal. */
export type Place = { at: number; id: string };

/** Which rows of a list are asked for: the newest, or those on one side of a place. */
export type PageRequest = {
  /** Null for the first page. */
  from: Place | null;
  direction: 'older' | 'newer';
  limit: number;
};

export type Page<Row> = {
  /** The newest first, unless a list says otherwise. */
  rows: Row[];
  /** What to ask for to go on; null where the list ends. */
  older: Place | null;
  newer: Place | null;
};

/** What a list begins with: most with what is new, what waits for somebody with what waits longest. */
export type Top = 'newest' | 'oldest';

export const firstPage = (limit: number, top: Top): PageRequest => ({
  from: null,
  direction: top === 'newest' ? 'older' : 'newer',
  limit,
});

export const newestPage = (limit: number): PageRequest => firstPage(limit, 'newest');

/** The newest first. Ids are compared as text, as the database does. */
export const byPlace = (a: Place, b: Place): number =>
  b.at - a.at || (a.id === b.id ? 0 : a.id < b.id ? 1 : -1);
