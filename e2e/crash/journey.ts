import type { PaymentState } from '@/lib/domain/order';
import type { Buyer, CardName } from './buyer';

export type Outcome = PaymentState | 'not ordered';

/** Something that a buyer does, and where it can be cut off. A new kind of journey is one more entry. */
export type Journey = {
  name: string;
  cards: readonly CardName[];
  /** What has happened before, undisturbed. */
  before?: (buyer: Buyer) => Promise<unknown>;
  /** What the server is killed in. */
  go: (buyer: Buyer) => Promise<unknown>;
  /** The calls to Stripe on the way, each of which may be the last. */
  calls: readonly string[];
  /** Stripe is asked nothing and tells nothing: the kill comes at a random moment only. */
  isQuiet?: true;
  /** What the handler of its events asks Stripe; null where its click has told everything by then. */
  webhookAsks: string | null;
  /** How the order may be after the kill and the reconciliation, where not every state will do. */
  leaves?: readonly Outcome[];
  /** How it goes on then, where it is not for the buyer to pay. Returns what is wrong with that. */
  again?: (buyer: Buyer, roll: () => number) => Promise<string[]>;
};
