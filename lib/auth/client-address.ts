import { headers } from 'next/headers';
import { env } from '../env';

/** Everybody, where no proxy of ours tells visitors apart: their own word is not taken for it. */
const UNTOLD = 'direct';

/**
 * The visitor's address, as the outermost proxy of ours saw it: what stands further left in
 * `X-Forwarded-For` was written by the visitor, and without a proxy all of it may be.
 */
export async function clientAddress(): Promise<string> {
  const { trustedProxies } = env();
  if (trustedProxies === 0) return UNTOLD;
  const chain = ((await headers()).get('x-forwarded-for') ?? '').split(',').map((a) => a.trim());
  return chain.at(-trustedProxies) || UNTOLD;
}
