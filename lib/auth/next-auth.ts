import { cookies, headers } from 'next/headers';
import NextAuth, {
  CredentialsSignin,
  type NextAuthConfig,
  type NextAuthResult,
  type User,
} from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import GitHub from 'next-auth/providers/github';
import Google from 'next-auth/providers/google';
import { env, nameOurAddress } from '../env';
import { otherPersonPath } from '../domain/return-path';
import { LONGEST_SESSION_MS } from '../domain/session';
import { log } from '../log';
import { beginSession, type Entrance } from './begin-session';
import { isBrokenCookie } from './broken-cookie';
import { cookieOptions, cookiesAreSecure, sessionCookieName } from './cookie-names';
import { rememberBrowser } from './known-browser';
import { whoIsLetIn } from './let-in';
import { enterByProvider } from './provider-entrance';
import { isWhoLeft } from './provider-round-trip';
import { findLiveSession, findSignedIn } from './signed-in';

declare module 'next-auth' {
  interface User {
    /** On the way from the check of who somebody is to the session that begins with it. */
    entrance?: Entrance;
  }
}

const providers = (): NextAuthConfig['providers'] => {
  const { github, google } = env();
  return [
    // Passwords are tried before, with their limits: `tryPassword`.
    Credentials({
      credentials: {},
      authorize: () => {
        const entrance = whoIsLetIn();
        return entrance && { id: entrance.userId, entrance };
      },
    }),
    ...(github ? [GitHub(github)] : []),
    ...(google ? [Google(google)] : []),
  ];
};

const config = (): NextAuthConfig => ({
  secret: env().authSecret,
  trustHost: true,
  useSecureCookies: cookiesAreSecure(),
  cookies: { sessionToken: { name: sessionCookieName(), options: cookieOptions() } },
  // The library's credentials want a JWT. It names a row of `sessions` and is good for as long as any
  // session may be: the row says when it is over.
  session: { strategy: 'jwt', maxAge: LONGEST_SESSION_MS / 1000 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: providers(),
  callbacks: {
    async signIn({ user, account, profile }) {
      if (!account || account.provider === 'credentials') return true;
      const signedIn = await findSignedIn();
      if (!isWhoLeft(await cookies(), signedIn?.user ?? null)) {
        return signedIn ? otherPersonPath('/') : '/sign-in?error=too_late';
      }
      const provider = account.provider === 'github' ? 'github' : 'google';
      const entered = await enterByProvider(
        { provider, providerAccountId: account.providerAccountId },
        { email: profile?.email ?? null, name: profile?.name ?? null },
        signedIn,
      );
      if ('path' in entered) return entered.path;
      user.entrance = entered.entrance;
      rememberBrowser(await cookies(), entered.user, { anew: false });
      return true;
    },
    async jwt({ token, user }: { token: Record<string, unknown>; user?: User }) {
      if (user) return { sid: await begin(user.entrance) };
      const { sid } = token;
      return typeof sid === 'string' && (await findLiveSession(sid)) ? token : null;
    },
    // What the library's own address tells whoever has the cookie: when it ends, and nothing of whose.
    session: ({ session: { expires } }) => ({ expires }),
  },
  logger: {
    // A wrong password is not an error of ours; the library would log its stack.
    error: (error) => {
      if (error instanceof CredentialsSignin) return;
      if (isBrokenCookie(error)) log().debug('a cookie was not taken: it is none of ours');
      else log().error({ error }, 'sign-in failed');
    },
    warn: (code) => log().warn({ code }, 'next-auth warned'),
    debug: () => undefined,
  },
});

async function begin(entrance: Entrance | undefined): Promise<string> {
  if (!entrance) throw new CredentialsSignin();
  const userAgent = (await headers()).get('user-agent');
  const sid = await beginSession(entrance, { userAgent, before: await findSignedIn() });
  if (sid === null) throw new CredentialsSignin();
  return sid;
}

let made: NextAuthResult | undefined;

/** Made at the first use: the settings are not there yet while `next build` loads this file. */
export function nextAuth(): NextAuthResult {
  if (!made) {
    nameOurAddress();
    made = NextAuth(config());
  }
  return made;
}
