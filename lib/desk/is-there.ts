import { findOrderById } from '@/db/queries/orders';
import { findUser } from '@/db/queries/users';
import { findEvent } from '@/db/queries/webhook-events';
import { database } from '../database';

// Whether a page at the desk is about something, asked before there is a skeleton. For staff only.

export const isOrder = async (orderId: string): Promise<boolean> =>
  (await findOrderById(database().read, orderId)) !== null;

export const isPerson = async (userId: string): Promise<boolean> =>
  (await findUser(database().read, userId)) !== null;

export const isEvent = async (stripeEventId: string): Promise<boolean> =>
  (await findEvent(database().read, stripeEventId)) !== null;
