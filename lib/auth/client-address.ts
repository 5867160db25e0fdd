import { headers } from 'next/headers';
import { env } from '../env';

/**
 * The visitor's address, as the outermost proxy of ours saw it: what stands further left in
 * `X-Forwarded-For` was written by the visitor. Without a proxy the server fills it in by itself.
 */
export async function clientAddress(): Promise<string> {
  const chain = ((await headers()).get('x-forwarded-for') ?? '').split(',').map((a) => a.trim());
  return chain.at(-Math.max(1, env().trustedProxies)) || 'unknown';
}
