import type { PaymentState } from '@/lib/domain/order';
import type { Result } from '@/lib/domain/failure';
import type { RefundEntry } from '@/lib/domain/refund';
import { insertPerson } from '../fixtures/person';
import type { Shop } from './shop';
import { Visitor } from './visitor';

export type RefundForm = { requestId: string; amount: number | null };

const desks = new WeakMap<Shop, Promise<Desk>>();

/** Somebody of the staff, who is signed in at their desk. */
export class Desk {
  private constructor(private readonly visitor: Visitor) {}

  /** One for all runs: a session outlives the servers. */
  static of(shop: Shop): Promise<Desk> {
    const known = desks.get(shop) ?? Desk.enter(shop);
    desks.set(shop, known);
    return known;
  }

  private static async enter(shop: Shop): Promise<Desk> {
    const visitor = new Visitor(() => shop.urlOf());
    await visitor.beginSession(await insertPerson(shop.db, 'staff'), shop.authSecret);
    return new Desk(visitor);
  }

  ship(orderId: string): Promise<Result<{ paymentState: PaymentState }>> {
    return this.visitor.call('shipOrder', { orderId });
  }

  refund(orderId: string, form: RefundForm): Promise<Result<RefundEntry>> {
    const reason = 'requested_by_customer';
    return this.visitor.call('refundOrder', { ...form, orderId, reason });
  }
}
