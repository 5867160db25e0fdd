import { headers } from 'next/headers';
import { env } from '../env';
import { countedAddress } from './counted-address';

/**
 * What the visitor is counted by: their address, as the outermost proxy of ours saw it. What stands
 * further left in `X-Forwarded-For` was written by the visitor, and without a proxy all of it may be.
 * Null where visitors are not told apart, and where no address stands there: a limit per address
 * would be one for everybody.
 */
export async function findClientAddress(): Promise<string | null> {
  const { trustedProxies } = env();
  if (trustedProxies === 0) return null;
  const chain = ((await headers()).get('x-forwarded-for') ?? '').split(',');
  return countedAddress(chain.at(-trustedProxies) ?? '');
}
