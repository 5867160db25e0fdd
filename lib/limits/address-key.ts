import { currentAddress } from '../request-scope';
import { hashedKey } from './hashed-key';

/**
 * What a visitor's address is counted and kept by: whoever reads the database learns no address from
 * it. Null where there is none, or visitors are not told apart.
 */
export function addressKey(): string | null {
  const address = currentAddress();
  return address === null ? null : hashedKey(address);
}
