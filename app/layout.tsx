import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { DrawnFor } from '@/components/actions/drawn-for';
import { SiteFooter } from '@/components/site/footer';
import { SiteHeader } from '@/components/site/header';
import { TestModeBar } from '@/components/site/test-mode-bar';
import { ThemeSwitch } from '@/components/site/theme-switch';
import { ToastProvider } from '@/components/ui/toast';
import { palette } from '@/components/ui/tokens';
import { noScriptText } from '@/components/words/no-script-words';
import { findSignedInUser } from '@/lib/auth/session';
import { signOutPath } from '@/lib/domain/return-path';
import { env } from '@/lib/env';
import { readPreferences } from '@/lib/preferences';
import { sendVerificationAgain } from './(auth)/verify-email/actions';

export const metadata: Metadata = {
  title: { default: 'Cardkeep: prints in small editions', template: '%s · Cardkeep' },
  description: 'Abstract art prints in small editions, bought with one click.',
};

export async function generateViewport(): Promise<Viewport> {
  const { theme } = await readPreferences();
  const { light, dark } = palette;
  return {
    width: 'device-width',
    initialScale: 1,
    colorScheme: theme ?? 'light dark',
    themeColor: theme
      ? palette[theme].paper
      : [
          { media: '(prefers-color-scheme: light)', color: light.paper },
          { media: '(prefers-color-scheme: dark)', color: dark.paper },
        ],
  };
}

// Who is signed in stands in every header, and every page carries a nonce of its own.
export const dynamic = 'force-dynamic';

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [user, { theme }] = await Promise.all([findSignedInUser(), readPreferences()]);
  const { mode } = env().stripe;
  return (
    <html lang="en" data-theme={theme ?? undefined}>
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
            <noscript>
              <p className="page pt-5 font-semibold">{noScriptText}</p>
            </noscript>
            <main
              id="content"
              tabIndex={-1}
              className="page min-h-[calc(100svh-6rem)] flex-1 pt-10 sm:pt-14"
            >
              {children}
            </main>
            <SiteFooter>
              <ThemeSwitch chosen={theme} />
            </SiteFooter>
          </ToastProvider>
        </DrawnFor>
      </body>
    </html>
  );
}
