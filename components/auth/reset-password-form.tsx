'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Action } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { PasswordField } from './password-field';
import { Notice } from '@/components/ui/notice';
import { limitWords } from '@/components/words/limit-words';
import { useAuthForm } from './use-auth-form';
import { useCleanAddress } from './use-clean-address';
import { whole } from '@/components/ui/said';

type ResetPasswordFormProps = {
  /** Null where the address has none that is good. */
  token: string | null;
  resetPassword: Action<{ token: string; password: string }>;
  /** What stands there without a token. */
  otherwise: ReactNode;
};

const names = ['password'] as const;

export function ResetPasswordForm({
  token: given,
  resetPassword,
  otherwise,
}: ResetPasswordFormProps) {
  useCleanAddress();
  // Kept: the address is clean now, and the page knows no token when it is asked for again.
  const [token] = useState(given);
  const router = useRouter();
  const { form, notice, submit, pending, isDone, failure, errorOf } = useAuthForm(
    names,
    async (input: { password: string }) => {
      const answer = await resetPassword({ ...input, token: token ?? '' });
      // Whoever was signed in here is not any more: the header says so.
      if (answer.ok) router.refresh();
      return answer;
    },
  );
  if (isDone) {
    return (
      <Notice
        ref={notice}
        tone="success"
        live="status"
        title="Your password is changed"
        action={<ButtonLink href="/sign-in">Sign in with it</ButtonLink>}
      >
        You have been signed out on every device.
      </Notice>
    );
  }
  if (token === null) return whole(otherwise);
  return (
    <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-5">
      {failure ? (
        <FailureNotice ref={notice} failure={failure} instead={limitWords.reset_password} />
      ) : null}
      <PasswordField
        name="password"
        label="New password"
        hint="At least 10 characters. It signs you out on every device."
        autoComplete="new-password"
        required
        error={errorOf('password')}
      />
      <Button type="submit" variant="primary" wide pending={pending} pendingLabel="Setting…">
        Set password
      </Button>
    </form>
  );
}
