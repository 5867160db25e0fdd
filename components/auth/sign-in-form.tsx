'use client';

import { Link } from '@/components/ui/link';
import type { Action } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PasswordField } from './password-field';
import { limitWords } from '@/components/words/limit-words';
import { useAuthForm } from './use-auth-form';

type SignInFormProps = {
  next: string | undefined;
  signIn: Action<{ email: string; password: string; next?: string }>;
};

const names = ['email', 'password'] as const;

export function SignInForm({ next, signIn }: SignInFormProps) {
  const { form, notice, submit, pending, failure, errorOf } = useAuthForm(names, signIn, next);
  return (
    // Sent before the script has arrived, a form without a method puts the password into the address.
    <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-5">
      {failure ? (
        <FailureNotice ref={notice} failure={failure} instead={limitWords.sign_in} />
      ) : null}
      <Field
        name="email"
        type="email"
        label="Email"
        autoComplete="email"
        required
        error={errorOf('email')}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        required
        error={errorOf('password')}
      />
      <Link
        href="/forgot-password"
        className="-mt-2 inline-flex min-h-6 items-center justify-self-start text-sm text-ink-muted underline underline-offset-4"
      >
        Forgot your password?
      </Link>
      <Button type="submit" variant="primary" wide pending={pending} pendingLabel="Signing in…">
        Sign in
      </Button>
    </form>
  );
}
