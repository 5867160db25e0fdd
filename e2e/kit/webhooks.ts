import { expect } from 'playwright/test';
import type Stripe from 'stripe';

type HasHandled = (eventId: string) => Promise<boolean>;

/** What Stripe tells the app, and whether the app is done with it. */
export class Webhooks {
  private constructor(
    private readonly stripe: Stripe,
    private readonly hasHandled: HasHandled,
    private readonly lastBefore: string | undefined,
  ) {}

  /** From now on: what Stripe has told before belongs to other tests. */
  static async from(stripe: Stripe, hasHandled: HasHandled): Promise<Webhooks> {
    const [last] = (await stripe.events.list({ limit: 1 })).data;
    return new Webhooks(stripe, hasHandled, last?.id);
  }

  /**
   * Waits until Stripe has told of such an event since this test began, and the app has handled all of them; gives the
   * newest. `about` is the id of an object that the event is about, or names: a payment, a charge, a customer.
   */
  async arrives(type: string, { about }: { about?: string } = {}): Promise<Stripe.Event> {
    let newest: Stripe.Event | undefined;
    const state = async () => {
      const events = (await this.since(type)).filter((event) => !about || names(event, about));
      newest = events[0];
      if (!newest) return 'not told by Stripe yet';
      for (const { id } of events) {
        if (!(await this.hasHandled(id))) return `${id}: not handled by the app yet`;
      }
      return 'handled';
    };
    await expect
      .poll(state, { message: `${type}${about ? ` about ${about}` : ''}` })
      .toBe('handled');
    return newest as unknown as Stripe.Event;
  }

  /** The newest first. */
  private async since(type: string): Promise<Stripe.Event[]> {
    const { lastBefore } = this;
    const from = lastBefore === undefined ? {} : { ending_before: lastBefore };
    return (await this.stripe.events.list({ type, limit: 100, ...from })).data;
  }
}

const names = (event: Stripe.Event, id: string): boolean =>
  Object.values(event.data.object).includes(id);
