// Where a bank's redirect comes back to: addresses that may look, and never start a payment. They say
// for whom the page was drawn that the person left for the bank.

export const orderReturnPath = (orderId: string, person: string): string =>
  `/orders/${orderId}/return?for=${person}`;

export const walletReturnPath = (person: string): string => `/wallet/return?for=${person}`;

/**
 * Where the forms go that sign somebody out: the person that they were drawn for, or nobody. `next` is
 * where a browser goes on to, with a whole new document.
 */
export const signOutPath = (
  person: string,
  options: { everywhere?: boolean; next?: string } = {},
): string =>
  `/sign-out?${new URLSearchParams({
    for: person,
    ...(options.everywhere && { everywhere: '' }),
    ...(options.next !== undefined && { next: options.next }),
  }).toString()}`;

/** Sign-in for somebody who is signed in and was told `prove_again`; it leads back to `next`. */
export const proveAgainPath = (next: string): string =>
  `/sign-in?error=prove_again&next=${encodeURIComponent(next)}`;

/** The page that says who is signed in by now; `next` is where the person wanted to go. */
export const otherPersonPath = (next: string): string =>
  `/other-person?next=${encodeURIComponent(next)}`;
