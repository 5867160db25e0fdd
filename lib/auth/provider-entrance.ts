import { findUserByProvider, type User } from '@/db/queries/users';
import { database } from '../database';
import { proveAgainPath } from '../domain/return-path';
import { isProvedLately } from '../domain/session';
import { findOrLinkByProvider } from './provider-account';
import type { Entrance } from './begin-session';
import type { SignedIn } from './signed-in';

type ProviderAccount = { provider: 'github' | 'google'; providerAccountId: string };

/**
 * Who comes in by an account at a provider, or the path of ours that says why nobody does. Linking
 * one more account proves nothing about who is signed in, and wants a proof that is still good:
 * whoever sits down at an open browser would otherwise link an account of their own, and prove with
 * it whatever is asked for later.
 */
export async function enterByProvider(
  account: ProviderAccount,
  profile: { email: string | null; name: string | null },
  signedIn: SignedIn | null,
  at = Date.now(),
): Promise<{ entrance: Entrance; user: User } | { path: string }> {
  const { provider, providerAccountId } = account;
  const known = await findUserByProvider(database().read, provider, providerAccountId);
  const linking = known ? null : signedIn;
  if (linking && !isProvedLately(linking.session, at)) return { path: proveAgainPath('/') };
  const user = await findOrLinkByProvider(account, profile, signedIn?.user ?? null);
  // An equal email proves nothing about who owns the account here: linking by it would
  // hand the account over.
  if (user === 'email_taken') return { path: '/sign-in?error=email_taken' };
  if (user === 'email_unverified') return { path: '/verify-email' };
  const keptProof = linking && {
    provedAt: linking.session.provedAt,
    provedBy: linking.session.provedBy,
  };
  return {
    entrance: { userId: user.id, provedBy: provider, ...(keptProof && { keptProof }) },
    user,
  };
}
