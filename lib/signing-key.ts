import { hkdfSync } from 'node:crypto';
import { env } from './env';

export type SigningPurpose = 'pay link' | 'e-mail token' | 'limit key' | 'known browser';

/**
 * A key of 32 bytes for one purpose, derived from AUTH_SECRET: what is signed for one can never
 * stand for another, nor for a session. Source: RFC 5869 (HKDF).
 */
export const signingKey = (purpose: SigningPurpose): Buffer =>
  Buffer.from(hkdfSync('sha256', env().authSecret, '', `cardkeep: ${purpose}`, 32));
