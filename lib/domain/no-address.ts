/** Stands in for the email address of somebody whose provider told none. */
export const noAddressOf = (provider: string, providerAccountId: string): string =>
  `${provider}-${providerAccountId}@users.invalid`;

/**
 * Whether no mail can go there: to that domain, or any other under `.invalid`.
 * Source: RFC 2606, section 2.
 */
export const isNoAddress = (email: string): boolean => /[@.]invalid\.?$/i.test(email.trim());
