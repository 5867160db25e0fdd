import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { AuthPage } from '@/components/auth/auth-page';
import { ProviderButtons } from '@/components/auth/provider-buttons';
import { SignUpForm } from '@/components/auth/sign-up-form';
import { safePath } from '@/lib/auth/safe-path';
import { findSignedInUser } from '@/lib/auth/session';
import { env } from '@/lib/env';
import { signUp } from '../actions';
import { signInWithGitHub, signInWithGoogle } from '../provider-actions';

export const metadata: Metadata = { title: 'Create an account' };

export default async function SignUpPage({ searchParams }: PageProps<'/sign-up'>) {
  const query = await searchParams;
  const next = typeof query.next === 'string' ? query.next : undefined;
  if (await findSignedInUser()) redirect(safePath(next) as Route);
  return (
    <AuthPage
      title="Create an account"
      next={next}
      other={{ question: 'Been here before?', label: 'Sign in', path: '/sign-in' }}
    >
      <SignUpForm next={next} signUp={signUp} />
      <ProviderButtons
        next={next}
        person={null}
        gitHub={env().github && signInWithGitHub}
        google={env().google && signInWithGoogle}
      />
    </AuthPage>
  );
}
