import { z } from 'zod';
import type { User } from '@/db/queries/users';
import { Failure } from '../../domain/failure';
import { log } from '../../log';
import { PaymentsError } from '../../stripe/errors';
import { checkOrder } from './check-order';

/**
 * Looks at an order whose buyer comes back from a redirect. Whatever goes wrong, the order's page
 * is where to go on: it says that there is no such order, or goes on asking.
 */
export async function lookAtOrder(user: User, orderId: string): Promise<void> {
  if (!z.uuid().safeParse(orderId).success) return;
  try {
    await checkOrder(user, { orderId });
  } catch (error) {
    if (error instanceof Failure) return;
    if (!(error instanceof PaymentsError)) throw error;
    log().warn({ error, orderId }, 'the return page could not look');
  }
}
