import { headers } from 'next/headers';
import { env } from '../env';

/** Everybody, where no proxy of ours tells visitors apart: their own word is not taken for it. */
const UNTOLD = 'direct';

/** An address with its zone is shorter; longer ones would outgrow what an index holds. */
const LONGEST = 64;

/**
 * The visitor's address, as the outermost proxy of ours saw it: what stands further left in
 * `X-Forwarded-For` was written by the visitor, and without a proxy all of it may be.
 */
export const clientAddress = async (): Promise<string> => (await findClientAddress()) ?? UNTOLD;

/** Null where visitors are not told apart: a limit per address would be one for everybody. */
export async function findClientAddress(): Promise<string | null> {
  const { trustedProxies } = env();
  if (trustedProxies === 0) return null;
  const chain = ((await headers()).get('x-forwarded-for') ?? '').split(',').map((a) => a.trim());
  return chain.at(-trustedProxies)?.slice(0, LONGEST) || null;
}
