import { cookies } from 'next/headers';
import NextAuth, {
  CredentialsSignin,
  type NextAuthConfig,
  type NextAuthResult,
  type User,
} from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import GitHub from 'next-auth/providers/github';
import Google from 'next-auth/providers/google';
import { env } from '../env';
import { otherPersonPath } from '../domain/return-path';
import { log } from '../log';
import { rememberBrowser } from './known-browser';
import { whoIsLetIn } from './let-in';
import { findOrLinkByProvider } from './provider-account';
import { isWhoLeft } from './provider-round-trip';
import { findUserOfSession } from './session-user';

declare module 'next-auth' {
  interface User {
    sessionEpoch?: number;
  }
  interface Session {
    userId: string;
    sessionEpoch: number;
  }
}

/** How long a session lasts without a visit, in seconds. */
const SESSION_S = 30 * 24 * 60 * 60;

const providers = (): NextAuthConfig['providers'] => {
  const { github, google } = env();
  return [
    // Passwords are tried before, with their limits: `tryPassword`.
    Credentials({ credentials: {}, authorize: () => whoIsLetIn() }),
    ...(github ? [GitHub(github)] : []),
    ...(google ? [Google(google)] : []),
  ];
};

const config = (): NextAuthConfig => ({
  secret: env().authSecret,
  trustHost: true,
  session: { strategy: 'jwt', maxAge: SESSION_S },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: providers(),
  callbacks: {
    async signIn({ user, account, profile }) {
      if (!account || account.provider === 'credentials') return true;
      const signedIn = await findUserOfSession(await nextAuth().auth());
      if (!isWhoLeft(await cookies(), signedIn)) {
        return signedIn ? otherPersonPath('/') : '/sign-in?error=too_late';
      }
      const known = await findOrLinkByProvider(
        account,
        {
          email: profile?.email ?? null,
          name: profile?.name ?? null,
        },
        signedIn,
      );
      // An equal e-mail proves nothing about who owns the account here: linking by it would
      // hand the account over.
      if (known === 'email_taken') return '/sign-in?error=email_taken';
      if (known === 'email_unverified') return '/verify-email';
      user.id = known.id;
      user.sessionEpoch = known.sessionEpoch;
      rememberBrowser(await cookies(), known, { anew: false });
      return true;
    },
    jwt({ token, user }: { token: Record<string, unknown>; user?: User }) {
      return user ? { ...token, sub: user.id, sessionEpoch: user.sessionEpoch ?? 0 } : token;
    },
    session: ({ session, token }) => ({
      ...session,
      userId: token.sub ?? '',
      sessionEpoch: Number(token.sessionEpoch ?? -1),
    }),
  },
  logger: {
    // A wrong password is not an error of ours; the library would log its stack.
    error: (error) => {
      if (!(error instanceof CredentialsSignin)) log().error({ error }, 'sign-in failed');
    },
    warn: (code) => log().warn({ code }, 'next-auth warned'),
    debug: () => undefined,
  },
});

let made: NextAuthResult | undefined;

/** Made at the first use: the settings are not there yet while `next build` loads this file. */
export const nextAuth = (): NextAuthResult => (made ??= NextAuth(config()));
