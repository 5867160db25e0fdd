import { redirect } from 'next/navigation';
import { AuthError } from 'next-auth';
import { Failure } from '../domain/failure';
import { env } from '../env';
import { clientAddress } from './client-address';
import { nextAuth } from './next-auth';
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

/** Ends this session only. */
export async function endSession(): Promise<void> {
  await nextAuth().signOut({ redirect: false });
}

/** Ends this session and all others of the same person. */
export async function endSessionEverywhere(): Promise<void> {
  const user = await findSignedInUser();
  if (user) await endSessionsOf(user.id);
  await endSession();
}

/**
 * Goes to the sign-in page of GitHub or Google, or back to ours where that one has no keys. Ends in
 * a redirect. `form` comes from whoever calls this public endpoint: it may be anything.
 */
export async function signInWithProvider(provider: 'github' | 'google', form: unknown) {
  if (!env()[provider]) redirect('/sign-in');
  const next = form instanceof FormData ? form.get('next') : null;
  await nextAuth().signIn(provider, {
    redirectTo: safePath(typeof next === 'string' ? next : null),
  });
}
