import type { Metadata } from 'next';
import { AuthPage } from '@/components/auth/auth-page';
import { ForgotPasswordForm } from '@/components/auth/forgot-password-form';
import { askForPasswordReset } from './actions';

export const metadata: Metadata = { title: 'Forgot your password?' };

export default function ForgotPasswordPage() {
  return (
    <AuthPage
      title="Forgot your password?"
      other={{ question: 'Remembered it?', label: 'Sign in', path: '/sign-in' }}
    >
      <ForgotPasswordForm askForPasswordReset={askForPasswordReset} />
    </AuthPage>
  );
}
