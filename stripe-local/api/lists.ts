import type { Collection, Group, Row } from '../state/collection';
import type { Checked } from './form';
import { invalid, missing, refusal } from './errors';

/** Stripe's default page, and the largest it gives whatever is asked for. */
const DEFAULT_LIMIT = 10;
const LARGEST_LIMIT = 100;

export interface ListAnswer<T> {
  readonly object: 'list';
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly url: string;
  readonly count?: number;
}

type Created = number | { gt?: number; gte?: number; lt?: number; lte?: number };

export interface ListQuery<T, O> {
  readonly url: string;
  /** What an unknown cursor is called in the refusal. */
  readonly noun: string;
  readonly group?: Group | undefined;
  readonly keep?: (row: Row<T, O>) => boolean;
  /** Refunds and disputes say how many there are in all. */
  readonly counted?: true;
}

/** One page of a collection, newest first, between cursors. A deleted object still serves as a cursor. */
export function listPage<T extends { readonly id: string; readonly created?: number }, O>(
  collection: Collection<T, O>,
  params: { readonly [key: string]: Checked },
  query: ListQuery<T, O>,
): ListAnswer<T> {
  const after = params.starting_after as string | undefined;
  const before = params.ending_before as string | undefined;
  if (after && before) {
    throw refusal(
      'Received both starting_after and ending_before parameters. Please pass in only one.',
    );
  }
  const limit = readLimit(params.limit as number | undefined);
  const inRange = createdFilter(params.created as Created | undefined);
  const keep = (row: Row<T, O>): boolean =>
    !row.deleted && inRange(row.object.created ?? 0) && (query.keep?.(row) ?? true);

  const place = (id: string, param: string): number => {
    const row = collection.find(id);
    if (!row) throw missing(query.noun, id, param, 400);
    return row.seq;
  };
  const rows = before
    ? collection.oldestFirst(query.group, place(before, 'ending_before'))
    : collection.newestFirst(query.group, after ? place(after, 'starting_after') : Infinity);

  const data: T[] = [];
  let more = false;
  for (const row of rows) {
    if (!keep(row)) continue;
    if (data.length === limit) {
      more = true;
      break;
    }
    data.push(row.object);
  }
  if (before) data.reverse();
  const page = { object: 'list' as const, data, has_more: more, url: query.url };
  if (!query.counted) return page;
  let count = 0;
  for (const row of collection.newestFirst(query.group)) if (keep(row)) count++;
  return { ...page, count };
}

function readLimit(limit: number | undefined): number {
  if (limit === undefined) return DEFAULT_LIMIT;
  if (limit < 0) {
    throw invalid('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'limit',
    });
  }
  return Math.min(Math.max(limit, 1), LARGEST_LIMIT);
}

function createdFilter(created: Created | undefined): (at: number) => boolean {
  if (created === undefined) return () => true;
  if (typeof created === 'number') return (at) => at === created;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = created;
  return (at) => at > gt && at >= gte && at < lt && at <= lte;
}
