import { whichStripe } from '../kit/which-stripe';
import { run } from './run';

/** The Stripe of this run, as this worker's shop reaches it. */
export const thisStripe = whichStripe({
  ...run,
  restrictedKey: process.env.STRIPE_RESTRICTED_KEY,
});
