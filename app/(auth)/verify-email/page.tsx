import type { Metadata } from 'next';
import { LinkOver } from '@/components/auth/link-over';
import { SendAgain } from '@/components/auth/send-again';
import { VerifyEmailForm } from '@/components/auth/verify-email-form';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { findSignedInUser } from '@/lib/auth/session';
import { isGoodLink } from '@/lib/auth/verify-email';
import { sendVerificationAgain, verifyEmail } from './actions';

export const metadata: Metadata = { title: 'Confirm your email address' };

// Mail scanners open links before people do: opening one proves nothing, pressing the button does.
export default async function VerifyEmailPage({ searchParams }: PageProps<'/verify-email'>) {
  const { token } = await searchParams;
  const [isGood, user] = await Promise.all([isGoodLink(token, 'verify_email'), findSignedInUser()]);
  const again =
    user && user.emailVerifiedAt === null ? (
      <SendAgain
        email={user.email}
        sendVerificationAgain={sendVerificationAgain.bind(null, user.id)}
      />
    ) : null;
  const otherwise = user?.emailVerifiedAt ? (
    <Notice tone="success">{`${user.email} is confirmed.`}</Notice>
  ) : token === undefined ? (
    <Notice action={again}>Open the link in the mail that we have sent you.</Notice>
  ) : (
    <LinkOver action={again} />
  );
  return (
    <div className="grid max-w-md gap-6">
      <PageHeading title="Confirm your email address" className="pb-0 sm:pb-2" />
      <VerifyEmailForm
        token={typeof token === 'string' && isGood ? token : null}
        verifyEmail={verifyEmail}
        otherwise={otherwise}
      />
    </div>
  );
}
