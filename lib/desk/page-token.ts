import { z } from 'zod';
import type { DeskPage } from '../domain/desk-view';
import { firstPage, type Page, type PageRequest, type Place, type Top } from '../domain/page';

type Direction = PageRequest['direction'];

const TOKEN = /^(older|newer) (\d{1,15}) ([\w-]{1,255})$/;

/** The part of a list that its address asks for. */
export const pageQuery = z.object({ page: z.string().optional().catch(undefined) });

/** A place in a list for an address bar. What is in it is nobody's business but `readPageToken`'s. */
const pageToken = (direction: Direction, { at, id }: Place): string =>
  Buffer.from(`${direction} ${at} ${id}`).toString('base64url');

/** The first page for a missing token, and for one that was never ours. */
export function readPageToken(
  token: string | undefined,
  limit: number,
  top: Top = 'newest',
): PageRequest {
  const text = Buffer.from(token ?? '', 'base64url').toString('latin1');
  const [, direction, at, id] = TOKEN.exec(text) ?? [];
  if (!direction || !at || !id) return firstPage(limit, top);
  return { direction: direction as Direction, from: { at: Number(at), id }, limit };
}

/** A page as it is shown, with tokens for what comes before and after it. */
export const shownPage = <Row, Shown>(
  { rows, older, newer }: Page<Row>,
  show: (row: Row) => Shown,
): DeskPage<Shown> => ({
  rows: rows.map(show),
  older: older && pageToken('older', older),
  newer: newer && pageToken('newer', newer),
});
