import type { Route } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { AuthError } from 'next-auth';
import type { User } from '@/db/queries/users';
import { Failure } from '../domain/failure';
import { otherPersonPath } from '../domain/return-path';
import { env } from '../env';
import { findClientAddress } from './client-address';
import { cookieName } from './cookie-names';
import { KNOWN_COOKIE, rememberBrowser } from './known-browser';
import { letIn } from './let-in';
import { nextAuth } from './next-auth';
import { NOBODY, rememberWhoLeaves } from './provider-round-trip';
import { mailPasswordReset, resetPassword, type ResetPassword } from './reset-password';
import { safePath } from './safe-path';
import type { ProofInput } from './proof';
import { findSignedInUser } from './session';
import { signUp, type SignUp } from './sign-up';
import { limits, throttle } from './auth-limits';
import { tryPassword, type Credentials } from './try-password';

/** Throws Failure `wrong_credentials` and `too_many_tries`. */
export async function signInWithPassword(credentials: Credentials): Promise<void> {
  const address = await findClientAddress();
  const knownCookie = (await cookies()).get(cookieName(KNOWN_COOKIE))?.value;
  const right = await tryPassword(credentials, { address, knownCookie });
  if (!right) throw new Failure('wrong_credentials');
  await beginSession(right.user, { anew: right.isStranger });
}

/**
 * Proves again who somebody is, by signing them in anew: wrong passwords count as they do at the door,
 * and a copy of the session that was asked for its proof is worth nothing from here on. Throws as
 * signing in does.
 */
export const proveWithPassword = ({ email }: User, { password }: ProofInput): Promise<void> =>
  signInWithPassword({ email, password });

/** Throws Failure `email_taken` and `too_many_tries`. */
export async function signUpAndEnter(input: SignUp): Promise<void> {
  const address = await findClientAddress();
  if (address !== null) await throttle(limits.signUpPerAddress, address);
  await beginSession(await signUp(input), { anew: true });
}

/** Throws Failure `too_many_tries`, counted alike whether there is such an account or not. */
export async function askForPasswordReset(input: { email: string }): Promise<void> {
  const address = await findClientAddress();
  if (address !== null) {
    await throttle(limits.resetPerAddress, address);
    await throttle(limits.resetPerAccountAndAddress, `${input.email} from ${address}`);
  }
  await mailPasswordReset(input);
}

/** Throws Failure `link_over` and `too_many_tries`. Whoever has the link is known here from now on. */
export async function setPasswordByLink(input: ResetPassword): Promise<void> {
  rememberBrowser(await cookies(), await resetPassword(input), { anew: true });
}

/**
 * Throws Failure `wrong_credentials` where the password was changed while it was being checked: no
 * session begins then.
 */
async function beginSession(user: User, browser: { anew: boolean }): Promise<void> {
  const { id: userId, passwordHash } = user;
  try {
    await letIn({ userId, provedBy: 'password', passwordHash }, () =>
      nextAuth().signIn('credentials', { redirect: false }),
    );
  } catch (error) {
    if (error instanceof AuthError && error.type === 'CredentialsSignin') {
      throw new Failure('wrong_credentials');
    }
    throw error;
  }
  rememberBrowser(await cookies(), user, browser);
}

/**
 * Goes to the sign-in page of GitHub or Google, or back to ours where that one has no keys. Signed
 * in already, it links the account there. Ends in a redirect. `form` comes from whoever calls this
 * public endpoint: it may be anything.
 */
export async function signInWithProvider(provider: 'github' | 'google', form: unknown) {
  if (!env()[provider]) redirect('/sign-in');
  const path = safePath(textIn(form, 'next'));
  const drawnFor = textIn(form, 'for') ?? NOBODY;
  const user = await findSignedInUser();
  if (user && user.id !== drawnFor) redirect(otherPersonPath(path) as Route);
  rememberWhoLeaves(await cookies(), drawnFor);
  // Who proves again who they are is asked there, and not sent back unseen.
  await nextAuth().signIn(provider, { redirectTo: path }, user ? { prompt: 'select_account' } : {});
}

function textIn(form: unknown, name: string): string | null {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === 'string' ? value : null;
}
