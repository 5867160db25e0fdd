import { createHmac } from 'node:crypto';
import { signingKey } from '../signing-key';

/**
 * What stands in the database for a key of a limit, which may be an address of somebody's: HMAC-SHA256
 * under a key of ours, because a bare hash of an address is found by trying all addresses.
 */
export const hashedKey = (key: string): string =>
  createHmac('sha256', signingKey('limit key')).update(key).digest('base64url');
