import type { StripeLocalClient } from '@/stripe-local/client';

const realNow = Date.now.bind(Date);
let ahead = 0;

/** Lets time be moved on in this process, for us and for Stripe alike. It goes on running meanwhile. */
export function holdClock(): void {
  Date.now = () => realNow() + ahead;
}

/** Moves time on, in ms. */
export async function passTime(control: StripeLocalClient, ms: number): Promise<void> {
  ahead += ms;
  await control.advance(ms / 1000);
}
