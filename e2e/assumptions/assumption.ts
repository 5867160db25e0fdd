import type Stripe from 'stripe';
import type { StripeLocalClient } from '@/stripe-local/client';
import type { Said } from './said';

/** Whom an assumption is tried on. */
export type Asked = {
  stripe: Stripe;
  /** stripe-local's control API; null against Stripe itself. */
  control: StripeLocalClient | null;
  /** A key of the same account that may do nothing, once it is limited; null where nobody has given one. */
  restrictedKey: string | null;
};

/** What Stripe said, or why nobody can have it say that. */
export type Answer = { said: Said } | { cannotBeAsked: string };

/**
 * One thing that the code believes of Stripe and that no recording proves.
 * `ask` does as little as shows it, with objects of its own; where Stripe itself cannot be made to show it, it gives why.
 */
export type Assumption = {
  name: string;
  /** Where the code leans on it. */
  leansOnIt: string;
  believed: Said;
  ask: (asked: Asked) => Promise<Answer>;
};
