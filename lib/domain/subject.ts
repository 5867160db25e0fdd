/** What a page is about: a purchase that has no order yet, as far as the page knows, or an order. */
export type Subject = PurchaseSubject | { orderId: string };

export type PurchaseSubject = {
  purchaseId: string;
  productSlug: string;
  /** The order of the same product that its buyer knows of: they want another one beside it. */
  besides?: string | undefined;
};

/**
 * How long buying the same product again is asked about, in ms: as long as somebody may take for a
 * page that was loaded again, or another tab, what they have bought already.
 */
export const JUST_NOW_MS = 10 * 60_000;

/** What answers somebody who has begun to pay. */
export type PaymentStarted = {
  orderId: string;
  /** Set where the bank wants to hear from the buyer: for their browser, never stored or logged. */
  clientSecret: string | null;
  /** The purchase was placed before, and nothing was begun now. */
  isAgain?: true;
};
