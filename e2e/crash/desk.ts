import type { PaymentState } from '@/lib/domain/order';
import type { Result } from '@/lib/domain/failure';
import type { RefundEntry } from '@/lib/domain/refund';
import { insertPerson, withNewSession, type Person } from '../fixtures/person';
import type { Shop } from './shop';
import { Visitor } from './visitor';

export type RefundForm = { requestId: string; amount: number | null };

const desks = new WeakMap<Shop, Promise<Desk>>();

/** Somebody of the staff, who is signed in at their desk. */
export class Desk {
  private constructor(
    private readonly shop: Shop,
    private readonly visitor: Visitor,
    private readonly staff: Person,
  ) {}

  /** One for all runs: a session outlives the servers. */
  static of(shop: Shop): Promise<Desk> {
    const known = desks.get(shop) ?? Desk.enter(shop);
    desks.set(shop, known);
    return known;
  }

  private static async enter(shop: Shop): Promise<Desk> {
    const visitor = new Visitor(() => shop.urlOf());
    const staff = await insertPerson(shop.db, 'staff');
    await visitor.beginSession(staff, shop.authSecret);
    return new Desk(shop, visitor, staff);
  }

  charge(orderId: string): Promise<Result<{ paymentState: PaymentState }>> {
    return this.deed('chargeOrder', { orderId });
  }

  send(orderId: string, trackingUrl: string): Promise<Result<{ sentAt: number }>> {
    return this.deed('sendOrder', { orderId, trackingUrl, addressChangedAt: null });
  }

  undoSending(orderId: string): Promise<Result<undefined>> {
    return this.visitor.call('undoSending', { orderId });
  }

  cancel(orderId: string): Promise<Result<{ wasAsked: boolean }>> {
    return this.visitor.call('cancelUnpaid', { orderId, reason: 'not_paid' });
  }

  refund(orderId: string, form: RefundForm): Promise<Result<RefundEntry>> {
    const reason = 'requested_by_customer';
    return this.deed('refundOrder', { ...form, orderId, reason });
  }

  /** Many runs last longer than a proof of who somebody is: they sign in once more when they are asked. */
  private async deed<T>(action: string, input: unknown): Promise<Result<T>> {
    const answer = await this.visitor.call<T>(action, input);
    if (answer.ok || answer.code !== 'prove_again') return answer;
    const { db, authSecret } = this.shop;
    await this.visitor.beginSession(await withNewSession(db, this.staff, 'staff'), authSecret);
    return this.visitor.call<T>(action, input);
  }
}
