import type { Route } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { AuthError } from 'next-auth';
import type { User } from '@/db/queries/users';
import { Failure } from '../domain/failure';
import { otherPersonPath } from '../domain/return-path';
import { env } from '../env';
import { clientAddress } from './client-address';
import { nextAuth } from './next-auth';
import { NOBODY, rememberWhoLeaves } from './provider-round-trip';
import { mailPasswordReset } from './reset-password';
import { safePath } from './safe-path';
import { endSessionsOf, findSignedInUser } from './session';
import { signUp, type SignUp } from './sign-up';
import { limits, throttle } from './auth-limits';

type Credentials = { email: string; password: string };

/** Throws Failure `wrong_credentials` and `too_many_tries`. */
export async function signInWithPassword({ email, password }: Credentials): Promise<void> {
  const address = await clientAddress();
  await throttle(limits.signInPerAddress, address);
  await throttle(limits.signInPerAccount, `${email} from ${address}`);
  await beginSession({ email, password });
}

/** Throws Failure `email_taken` and `too_many_tries`. */
export async function signUpAndEnter(input: SignUp): Promise<void> {
  await throttle(limits.signUpPerAddress, await clientAddress());
  await signUp(input);
  await beginSession(input);
}

/** Throws Failure `too_many_tries`, counted alike whether there is such an account or not. */
export async function askForPasswordReset(input: { email: string }): Promise<void> {
  await throttle(limits.resetPerAddress, await clientAddress());
  await throttle(limits.resetPerAccount, input.email);
  await mailPasswordReset(input);
}

async function beginSession({ email, password }: Credentials): Promise<void> {
  try {
    await nextAuth().signIn('credentials', { email, password, redirect: false });
  } catch (error) {
    if (error instanceof AuthError && error.type === 'CredentialsSignin') {
      throw new Failure('wrong_credentials');
    }
    throw error;
  }
}

/** Ends this session only, if it is of the person that the page was drawn for. */
export async function endSession(drawnFor: unknown): Promise<void> {
  leaveToOther(drawnFor, await findSignedInUser());
  await nextAuth().signOut({ redirect: false });
}

/** Ends this session and all others of the same person. */
export async function endSessionEverywhere(drawnFor: unknown): Promise<void> {
  const user = await findSignedInUser();
  leaveToOther(drawnFor, user);
  if (user) await endSessionsOf(user.id);
  await nextAuth().signOut({ redirect: false });
}

/** As `refuseOtherPerson`, for forms: what ends in a redirect has no answer to put a code into. */
function leaveToOther(drawnFor: unknown, user: User | null, next = '/'): void {
  if (user && user.id !== drawnFor) redirect(otherPersonPath(next) as Route);
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
  leaveToOther(drawnFor, await findSignedInUser(), path);
  rememberWhoLeaves(await cookies(), drawnFor, env().appUrl.startsWith('https:'));
  await nextAuth().signIn(provider, { redirectTo: path });
}

function textIn(form: unknown, name: string): string | null {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === 'string' ? value : null;
}
