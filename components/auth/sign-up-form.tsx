'use client';

import type { Action } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PasswordField } from './password-field';
import { limitWords } from '@/components/words/limit-words';
import { useAuthForm } from './use-auth-form';

type SignUpFormProps = {
  next: string | undefined;
  signUp: Action<{ name: string; email: string; password: string; next?: string }>;
};

const names = ['name', 'email', 'password'] as const;

export function SignUpForm({ next, signUp }: SignUpFormProps) {
  const { form, notice, submit, pending, failure, errorOf } = useAuthForm(names, signUp, next);
  return (
    // Sent before the script has arrived, a form without a method puts the password into the address.
    <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-5">
      {failure ? (
        <FailureNotice ref={notice} failure={failure} instead={limitWords.sign_up} />
      ) : null}
      <Field name="name" label="Name" autoComplete="name" required error={errorOf('name')} />
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
        hint="At least 10 characters. A few words in a row are easy to remember."
        autoComplete="new-password"
        required
        error={errorOf('password')}
      />
      <Button type="submit" variant="primary" wide pending={pending} pendingLabel="Signing up…">
        Create account
      </Button>
    </form>
  );
}
