import { findUserByProvider, insertUser, linkProvider, type User } from '@/db/queries/users';
import { database } from '../database';

type ProviderAccount = { provider: string; providerAccountId: string };

/**
 * The person behind an account at GitHub or Google: known by the account's id, linked when signed
 * in already, or new. Never found by e-mail.
 */
export async function findOrLinkByProvider(
  { provider, providerAccountId }: ProviderAccount,
  profile: { email: string | null; name: string | null },
  signedIn: User | null,
): Promise<User | 'email_taken'> {
  const known = await findUserByProvider(database().read, provider, providerAccountId);
  if (known) return known;
  const at = Date.now();
  return database().transaction(async (tx) => {
    const email = profile.email?.toLowerCase() ?? `${provider}-${providerAccountId}@users.invalid`;
    const user =
      signedIn ??
      (await insertUser(
        tx,
        { email, name: profile.name ?? email, role: 'buyer', passwordHash: null },
        at,
      ));
    if (!user) return 'email_taken';
    await linkProvider(tx, user.id, { provider, providerAccountId }, at);
    return user;
  });
}
