import type { Transaction } from '@/db/database';
import { addStaffAction } from '@/db/queries/staff-actions';
import type { StaffActionType } from '@/db/types';
import type { Json } from './domain/json';
import { currentRequestId } from './request-scope';

type Deed = { orderId?: string; stripeEventId?: string; data: Json };

/**
 * Writes down what somebody of the staff does, in the transaction of the deed: there is no deed
 * without its record, and no record of a deed that was rolled back.
 */
export const recordAction = (
  tx: Transaction,
  staffId: string,
  action: StaffActionType,
  deed: Deed,
  at: number,
): Promise<void> =>
  addStaffAction(tx, { ...deed, staffId, action, requestId: currentRequestId() }, at);
