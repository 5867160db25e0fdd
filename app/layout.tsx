import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { DrawnFor } from '@/components/actions/drawn-for';
import { SiteFooter } from '@/components/site/footer';
import { SiteHeader } from '@/components/site/header';
import { TestModeBar } from '@/components/site/test-mode-bar';
import { ToastProvider } from '@/components/ui/toast';
import { findSignedInUser } from '@/lib/auth/session';
import { signOutPath } from '@/lib/domain/return-path';
import { env } from '@/lib/env';
import { sendVerificationAgain } from './(auth)/verify-email/actions';

export const metadata: Metadata = {
  title: { default: 'Cardkeep: prints in small editions', template: '%s · Cardkeep' },
  description: 'Abstract art prints in small editions, bought with one click.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8f5ef' },
    { media: '(prefers-color-scheme: dark)', color: '#15120f' },
  ],
};

// Who is signed in stands in every header, and every page carries a nonce of its own.
export const dynamic = 'force-dynamic';

export default async function RootLayout({ children }: { children: ReactNode }) {
  const user = await findSignedInUser();
  const { mode } = env().stripe;
  return (
    <html lang="en">
      <body className="flex flex-col">
        <DrawnFor person={user?.id ?? null}>
          <ToastProvider>
            {mode === 'live' ? null : <TestModeBar mode={mode} />}
            <SiteHeader
              account={
                user && {
                  user: {
                    name: user.name,
                    email: user.email,
                    isEmailVerified: user.emailVerifiedAt !== null,
                  },
                  signOutPath: signOutPath(user.id),
                  signOutEverywherePath: signOutPath(user.id, { everywhere: true }),
                  sendVerificationAgain: sendVerificationAgain.bind(null, user.id),
                }
              }
              isStaff={user?.role === 'staff'}
            />
            <main id="content" tabIndex={-1} className="page flex-1 pt-10 sm:pt-14">
              {children}
            </main>
            <SiteFooter />
          </ToastProvider>
        </DrawnFor>
      </body>
    </html>
  );
}
