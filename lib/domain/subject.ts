/** What a page is about: a purchase that has no order yet, as far as the page knows, or an order. */
export type Subject = { purchaseId: string; productSlug: string } | { orderId: string };

/** What answers somebody who has begun to pay. */
export type PaymentStarted = {
  orderId: string;
  /** Set where the bank wants to hear from the buyer: for their browser, never stored or logged. */
  clientSecret: string | null;
};
