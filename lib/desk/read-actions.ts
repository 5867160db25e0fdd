import { listStaffActions, type StaffAction } from '@/db/queries/staff-actions';
import { database } from '../database';
import type { DeskAction, DeskPage } from '../domain/desk-view';
import { readPageToken, shownPage } from './page-token';

const ROWS = 50;

/** What staff did, the newest first. For staff only. */
export const readActions = async (token: string | undefined): Promise<DeskPage<DeskAction>> =>
  shownPage(await listStaffActions(database().read, readPageToken(token, ROWS)), toAction);

export const toAction = (action: StaffAction): DeskAction => ({
  id: action.id,
  action: action.action,
  staffEmail: action.staffEmail,
  order:
    action.orderId && action.orderReference
      ? { id: action.orderId, reference: action.orderReference }
      : null,
  stripeEventId: action.stripeEventId,
  data: action.data,
  requestId: action.requestId,
  at: action.at,
});
