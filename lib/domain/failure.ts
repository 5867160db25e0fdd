/** What can go wrong in a way that somebody at the screen can do something about. */
export const failureCodes = [
  'invalid_input',
  'signed_out',
  'other_person',
  'prove_again',
  'wrong_credentials',
  'email_taken',
  'link_over',
  'address_unconfirmed',
  'too_many_tries',
  'not_found',
  'price_changed',
  'address_needed',
  'address_changed',
  'address_limit',
  'not_for_sale',
  'sold_out',
  'edition_limit',
  'unpaid_limit',
  'purchase_mismatch',
  'bought_just_now',
  'payment_in_progress',
  'order_closed',
  'card_not_ready',
  'card_needed',
  'charge_not_allowed',
  'payment_limit',
  'card_limit',
  'bank_waits',
  'too_late',
  'refund_instead',
  'not_refundable',
  'refund_too_large',
  'refund_mismatch',
  'refund_disputed',
  'refund_without_balance',
  'not_to_send',
  'attention_first',
  'sent_already',
  'stripe_unavailable',
  'internal',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** A known failure: it crosses the wire as a code, and components turn the code into words. */
export class Failure extends Error {
  override name = 'Failure';
  constructor(
    readonly code: FailureCode,
    readonly detail: FailureDetail = {},
  ) {
    super(code);
  }
}

export type FailureDetail = {
  /** Messages by the name of the field. */
  fields?: Record<string, string[]>;
  /** In seconds. */
  retryAfter?: number;
  /** The order that stands in the way. */
  order?: { id: string; reference: string };
  /** Who is signed in, where a page asks that was drawn for somebody else. */
  signedIn?: { name: string };
  /** Leads to what the log has of it: where the fault is not at the screen. */
  supportCode?: string;
  /** How somebody can prove again who they are. */
  proveBy?: { password: boolean; provider: boolean };
};

/** What a server action answers. */
export type Result<T> = { ok: true; value: T } | ({ ok: false; code: FailureCode } & FailureDetail);
