import { asc, eq } from 'drizzle-orm';
import type { Page, PageRequest } from '../../lib/domain/page';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';
import { keysetPage } from './keyset';

type Row = Tables['staffActions']['$inferSelect'];
export type StaffAction = Row & { staffEmail: string; orderReference: string | null };

type NewAction = Pick<Row, 'staffId' | 'action' | 'data' | 'requestId'> &
  Partial<Pick<Row, 'orderId' | 'stripeEventId'>>;

/** Writes down what somebody of the staff does. There is no query that changes or deletes one. */
export async function addStaffAction(
  tx: Transaction,
  action: NewAction,
  at: number,
): Promise<void> {
  await tx.insert(tx.tables.staffActions).values({ ...action, id: newId(), at });
}

const selectActions = (db: Reader) => {
  const { staffActions: t, users, orders } = db.tables;
  return db
    .select({
      id: t.id,
      staffId: t.staffId,
      action: t.action,
      orderId: t.orderId,
      stripeEventId: t.stripeEventId,
      data: t.data,
      requestId: t.requestId,
      at: t.at,
      staffEmail: users.email,
      orderReference: orders.reference,
    })
    .from(t)
    .innerJoin(users, eq(users.id, t.staffId))
    .leftJoin(orders, eq(orders.id, t.orderId));
};

/** Everything that staff did, the newest first. */
export const listStaffActions = (db: Reader, request: PageRequest): Promise<Page<StaffAction>> =>
  keysetPage(
    db.tables.staffActions,
    request,
    (action: StaffAction) => action,
    ({ where, orderBy, limit }) =>
      selectActions(db)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
  );

/** What staff did with one order, in the order in which it was done. */
export const listStaffActionsOfOrder = (db: Reader, orderId: string): Promise<StaffAction[]> => {
  const { staffActions } = db.tables;
  return selectActions(db)
    .where(eq(staffActions.orderId, orderId))
    .orderBy(asc(staffActions.at), asc(staffActions.id));
};
