import { expect } from 'playwright/test';
import type Stripe from 'stripe';
import type { WhichStripe } from './which-stripe';

/** What is done to a payment from outside of the shop: by the merchant in the Dashboard, or by the buyer's bank. */
export class Merchant {
  constructor(
    private readonly stripe: Stripe,
    private readonly which: WhichStripe,
  ) {}

  /** Gives a payment (`pi_…`) back: all that is left of it, or `amount` in minor units. */
  refund(payment: string, amount?: number): Promise<Stripe.Refund> {
    return this.stripe.refunds.create({
      payment_intent: payment,
      ...(amount !== undefined && { amount }),
    });
  }

  /**
   * A payment (`pi_…`) that its buyer disputes. At Stripe nobody can open a dispute: the payment must have been made
   * with a card that does so by itself (`testCards.disputed`), and this waits for it. stripe-local opens one for any.
   */
  async dispute(payment: string): Promise<Stripe.Dispute> {
    const opened = await this.disputeOf(payment);
    if (opened) return opened;
    if (this.which.openDispute) await this.which.openDispute(await this.chargeOf(payment));
    let dispute: Stripe.Dispute | undefined;
    await expect
      .poll(async () => (dispute = await this.disputeOf(payment)) !== undefined, {
        message: `a dispute of ${payment}${this.which.openDispute ? '' : ': was it paid with testCards.disputed?'}`,
      })
      .toBe(true);
    return dispute as Stripe.Dispute;
  }

  private async disputeOf(payment: string): Promise<Stripe.Dispute | undefined> {
    return (await this.stripe.disputes.list({ payment_intent: payment, limit: 1 })).data[0];
  }

  private async chargeOf(payment: string): Promise<string> {
    const { latest_charge: charge } = await this.stripe.paymentIntents.retrieve(payment);
    if (charge === null) throw new Error(`${payment} was never charged: nobody disputes it`);
    return typeof charge === 'string' ? charge : charge.id;
  }
}
