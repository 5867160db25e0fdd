import type { DeclineName } from './declines';

/** What asking for 3-D Secure leads to. */
export type Challenge =
  | 'required' // whenever the customer is there
  | 'optional' // only when it is asked for
  | 'frictionless' // the bank is satisfied without asking
  | 'lookup_error' // required, but the bank's directory fails: the payment is declined
  | 'attempt_error' // optional, and the attempt fails: the payment goes on without it
  | 'unsupported';

/** What the bank says to a payment without the customer. */
export type OffSession =
  | 'needs_authentication' // always
  | 'needs_authentication_until_set_up'
  | 'declined' // plainly, without naming authentication
  | 'allowed';

export type DisputeKind = 'chargeback' | 'inquiry' | 'not_received' | 'compliance';

/** One of Stripe's test cards: what it shows of itself and what it does. */
export interface TestCard {
  readonly number: string;
  /** The `pm_card_…` and `tok_…` names that stand for it. */
  readonly names: readonly string[];
  readonly brand: string;
  readonly funding: string;
  readonly country: string;
  readonly cobrand?: string;
  /** Every charge is refused so; attaching and setting up as well, unless `attaches`. */
  readonly decline?: DeclineName;
  readonly attaches?: true;
  /** The decline depends on this having been given. */
  readonly onlyWith?: 'cvc' | 'postal_code';
  readonly challenge?: Challenge;
  readonly offSession?: OffSession;
  /** Whether a payment refused for missing authentication leaves a failed charge behind. */
  readonly chargesUnauthenticated?: true;
  /** What the bank says after the customer has authenticated a payment. */
  readonly afterChallenge?: DeclineName;
  readonly failsChecks?: readonly ('cvc' | 'postal_code' | 'line1')[];
  readonly checksUnavailable?: true;
  readonly risk?: 'elevated' | 'highest';
  readonly disputes?: readonly DisputeKind[];
  readonly refund?: 'pending' | 'fails';
  readonly fundsAtOnce?: true;
}
