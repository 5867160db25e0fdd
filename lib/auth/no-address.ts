/** Of a domain that never exists. Source: RFC 2606, section 2. */
const HOST = '@users.invalid';

/** Stands in for the e-mail address of somebody whose provider told none. */
export const noAddressOf = (provider: string, providerAccountId: string): string =>
  `${provider}-${providerAccountId}${HOST}`;

export const isNoAddress = (email: string): boolean => email.endsWith(HOST);
