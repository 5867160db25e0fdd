import { listNotesOf, listNotesOfOrder } from '@/db/queries/notes';
import { database } from '../database';
import type { DeskNote, DeskPage } from '../domain/desk-view';
import { newestPage } from '../domain/page';
import { readPageToken, shownPage } from './page-token';

const ROWS = 20;

const same = (note: DeskNote): DeskNote => note;

/** All notes about a person and their orders. For staff only. */
export const readNotesOf = async (
  userId: string,
  token: string | undefined,
): Promise<DeskPage<DeskNote>> =>
  shownPage(await listNotesOf(database().read, userId, readPageToken(token, ROWS)), same);

/** The newest notes about an order; those before them stand on its buyer's page. For staff only. */
export const readNotesOfOrder = async (orderId: string): Promise<DeskPage<DeskNote>> =>
  shownPage(await listNotesOfOrder(database().read, orderId, newestPage(ROWS)), same);
