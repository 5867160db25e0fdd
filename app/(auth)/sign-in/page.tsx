import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { AuthPage } from '@/components/auth/auth-page';
import { ProviderButtons } from '@/components/auth/provider-buttons';
import { SignInForm } from '@/components/auth/sign-in-form';
import { safePath } from '@/lib/auth/safe-path';
import { findSignedInUser } from '@/lib/auth/session';
import { env } from '@/lib/env';
import { signIn } from '../actions';
import { signInWithGitHub, signInWithGoogle } from '../provider-actions';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const query = await searchParams;
  const next = typeof query.next === 'string' ? query.next : undefined;
  const error = typeof query.error === 'string' ? query.error : undefined;
  const user = await findSignedInUser();
  if (user && error !== 'prove_again') redirect(safePath(next) as Route);
  return (
    <AuthPage
      title="Sign in"
      next={next}
      error={error}
      other={{ question: 'New here?', label: 'Create an account', path: '/sign-up' }}
    >
      <SignInForm next={next} signIn={signIn} />
      <ProviderButtons
        next={next}
        person={user?.id ?? null}
        gitHub={env().github && signInWithGitHub}
        google={env().google && signInWithGoogle}
      />
    </AuthPage>
  );
}
