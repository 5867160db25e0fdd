import type { Metadata } from 'next';
import { AuthPage } from '@/components/auth/auth-page';
import { LinkOver } from '@/components/auth/link-over';
import { ResetPasswordForm } from '@/components/auth/reset-password-form';
import { ButtonLink } from '@/components/ui/button-link';
import { isGoodLink } from '@/lib/auth/verify-email';
import { resetPassword } from './actions';

export const metadata: Metadata = { title: 'Set a new password' };

export default async function ResetPasswordPage({ searchParams }: PageProps<'/reset-password'>) {
  const { token } = await searchParams;
  const isGood = await isGoodLink(token, 'reset_password');
  return (
    <AuthPage
      title="Set a new password"
      other={{ question: 'Remembered the old one?', label: 'Sign in', path: '/sign-in' }}
    >
      <ResetPasswordForm
        token={typeof token === 'string' && isGood ? token : null}
        resetPassword={resetPassword}
        otherwise={
          <LinkOver action={<ButtonLink href="/forgot-password">Ask for a new link</ButtonLink>} />
        }
      />
    </AuthPage>
  );
}
