// Where a bank's redirect comes back to: addresses that may look, and never start a payment. They say
// for whom the page was drawn that the person left for the bank.

export const orderReturnPath = (orderId: string, person: string): string =>
  `/orders/${orderId}/return?for=${person}`;

export const walletReturnPath = (person: string): string => `/wallet/return?for=${person}`;

/** The page that says who is signed in by now; `next` is where the person wanted to go. */
export const otherPersonPath = (next: string): string =>
  `/other-person?next=${encodeURIComponent(next)}`;
