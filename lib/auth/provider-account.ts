import { findUserByProvider, insertUser, linkProvider, type User } from '@/db/queries/users';
import { database } from '../database';
import { mailToken } from './email-token';
import { isNoAddress, noAddressOf } from '../domain/no-address';
import { nameInput } from './sign-up';

type ProviderAccount = { provider: string; providerAccountId: string };

/**
 * The person behind an account at GitHub or Google: known by the account's id, linked when signed
 * in already, or new. Never found by email. Whoever is signed in has to have proved the address
 * first: an account made with somebody else's would otherwise keep a way in after its owner has
 * set a new password.
 */
export async function findOrLinkByProvider(
  { provider, providerAccountId }: ProviderAccount,
  profile: { email: string | null; name: string | null },
  signedIn: User | null,
): Promise<User | 'email_taken' | 'email_unverified'> {
  const known = await findUserByProvider(database().read, provider, providerAccountId);
  if (known) return known;
  if (signedIn?.emailVerifiedAt === null) return 'email_unverified';
  const at = Date.now();
  return database().transaction(async (tx) => {
    const told = profile.email && !isNoAddress(profile.email) ? profile.email.toLowerCase() : null;
    const email = told ?? noAddressOf(provider, providerAccountId);
    const name = nameInput.safeParse(profile.name).data ?? email;
    const user =
      signedIn ?? (await insertUser(tx, { email, name, role: 'buyer', passwordHash: null }, at));
    if (!user) return 'email_taken';
    if (!signedIn && told) {
      await mailToken(tx, user, { kind: 'verify_email', data: {} }, at);
    }
    await linkProvider(tx, user.id, { provider, providerAccountId }, at);
    return user;
  });
}
