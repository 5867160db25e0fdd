'use client';

import type { Action } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { limitWords } from '@/components/words/limit-words';
import { useAuthForm } from './use-auth-form';

type ForgotPasswordFormProps = { askForPasswordReset: Action<{ email: string }> };

const names = ['email'] as const;

export function ForgotPasswordForm({ askForPasswordReset }: ForgotPasswordFormProps) {
  const { form, notice, submit, pending, isDone, failure, errorOf } = useAuthForm(
    names,
    askForPasswordReset,
  );
  if (isDone) {
    return (
      <Notice ref={notice} tone="success" live="status" title="Look into your mail">
        If there is an account with this address, its mail has a link for a new password, now or in
        a moment. A link is good for one hour, and of several any will do.
      </Notice>
    );
  }
  return (
    <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-5">
      {failure ? (
        <FailureNotice ref={notice} failure={failure} instead={limitWords.reset_password} />
      ) : null}
      <p>We mail you a link with which you set a new one.</p>
      <Field
        name="email"
        type="email"
        label="Email"
        autoComplete="email"
        required
        error={errorOf('email')}
      />
      <Button type="submit" variant="primary" wide pending={pending} pendingLabel="Asking…">
        Mail me a link
      </Button>
    </form>
  );
}
