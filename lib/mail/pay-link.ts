import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '../env';
import { signingKey } from '../signing-key';

export type PayClaim = {
  orderId: string;
  userId: string;
  /** In ms; at this very moment it is over. */
  expiresAt: number;
};

const sign = (claim: string): string =>
  createHmac('sha256', signingKey('pay link')).update(claim).digest('base64url');

/**
 * The address where one person pays one order. It proves nothing but that we mailed it: its page
 * needs sign-in as that person as well.
 */
export function payLink(orderId: string, userId: string, expiresAt: number): string {
  const claim = `${orderId}.${userId}.${expiresAt}`;
  return `${env().appUrl}/pay/${claim}.${sign(claim)}`;
}

/**
 * What the token at the end of a pay link says, or null where it is not ours, was changed, or is
 * too old. The signature is compared as text, over the text: decoded, two texts could be the same
 * bytes.
 */
export function verifyPayLink(token: string, now: number): PayClaim | null {
  const end = token.lastIndexOf('.');
  const claim = token.slice(0, Math.max(end, 0));
  if (!isSame(token.slice(end + 1), sign(claim))) return null;
  const [orderId = '', userId = '', expiry = ''] = claim.split('.');
  const expiresAt = Number(expiry);
  return now < expiresAt ? { orderId, userId, expiresAt } : null;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
