import type { Transaction } from '@/db/database';
import { addStaffAction } from '@/db/queries/staff-actions';
import type { User } from '@/db/queries/users';
import type { StaffActionType } from '@/db/types';
import { Failure } from './domain/failure';
import type { Json } from './domain/json';
import { currentRequestId } from './request-scope';

/**
 * Stands first in everything that only staff may do, beside the guard of whatever calls it: a way in
 * that forgets its own lets nobody in. Throws Failure `not_found`, as about what isn't there.
 */
export function assertStaff({ role }: Pick<User, 'role'>): void {
  if (role !== 'staff') throw new Failure('not_found');
}

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
