import { addOrderEvent } from '@/db/queries/order-events';
import type { Transaction } from '@/db/database';
import type { Json } from '../domain/json';
import type { OrderEventType } from '../domain/order-view';
import { currentRequestId } from '../request-scope';

/** Puts something that happened on an order's timeline, with the request that it happened in. */
export const tell = (
  tx: Transaction,
  orderId: string,
  type: OrderEventType,
  data: Json,
  at: number,
): Promise<void> => addOrderEvent(tx, { orderId, type, data, requestId: currentRequestId() }, at);
