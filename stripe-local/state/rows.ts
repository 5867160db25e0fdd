import type { DeclineName } from '../cards/declines';
/** What stripe-local knows of a payment method beyond what Stripe shows of it. */
export interface OwnMethod {
  /** The number of the test card, which decides what it does. */
  readonly card: string | null;
  readonly iban: string | null;
  /** Whether a CVC was typed, and a postal code: checks run on what was given. */
  readonly cvcGiven: boolean;
  readonly postalCodeGiven: boolean;
  /** Made from a `pm_card_…` or `tok_…` name: what such a card says of its checks can differ from the typed number. */
  readonly named?: boolean;
  /** Authenticated once for later payments without the customer. */
  readonly setUp: boolean;
  /** Charged or detached without a customer, so Stripe takes it no more. */
  readonly spent: boolean;
  /** What its issuer says to the next payments with it, whatever the card does otherwise. */
  readonly declines?: { readonly name: DeclineName; readonly left: number };
}

/** What a confirm asked for, kept until the customer has come back from authenticating. */
export interface OwnIntent {
  readonly returnUrl: string | null;
  readonly authentication: string | null;
  readonly offSession: boolean;
  readonly confirms: number;
  /** The payment method whose challenge was passed and that now waits for the server's own confirm. */
  readonly authenticated: string | null;
  readonly mandate: string | null;
}

/** One 3-D Secure challenge. */
export interface Authentication {
  readonly id: string;
  readonly object: 'authentication';
  readonly intent: string;
  readonly paymentMethod: string;
  readonly status: 'pending' | 'succeeded' | 'failed' | 'superseded';
  /** The bank only looks at the browser and asks the customer nothing. */
  readonly silent: boolean;
  readonly returnUrl: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
}

export interface OwnCharge {
  readonly card: string | null;
}

export interface OwnRefund {
  readonly outcome: 'succeed' | 'fail' | null;
}

export interface OwnDispute {
  readonly verdict: 'won' | 'lost' | 'warning_closed' | 'escalate' | null;
}

export interface Attempt {
  readonly at: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly ms: number;
}

export interface Delivery {
  readonly id: string;
  readonly object: 'delivery';
  readonly event: string;
  readonly endpoint: string;
  readonly state: 'waiting' | 'held' | 'succeeded' | 'failed' | 'dropped';
  readonly attempts: readonly Attempt[];
}

/** A restricted key and all it may do; a key that is not written down here may do everything. */
export interface RestrictedKey {
  /** The key itself. */
  readonly id: string;
  readonly object: 'restricted_key';
  readonly permissions: readonly string[];
}

/** The answer that an idempotency key gives again. */
export interface KeyedAnswer {
  readonly id: string;
  readonly route: string;
  readonly params: string;
  readonly status: number;
  readonly body: unknown;
  readonly requestId: string;
  readonly at: number;
}
