// Part of the names of all server actions, and so the same for every build and server of one shop: an open page
// goes on working with the next deployment. Next would take a wrong one, and fail where it is first used.
const actionKey = process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY;
if (actionKey && Buffer.from(actionKey, 'base64').length !== 32) {
  throw new Error(
    'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY must be 32 bytes in base64; make one with: openssl rand -base64 32',
  );
}

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // Types are a step of their own in `npm run check`, over tests and scripts too; a build would only
  // do that work again.
  typescript: { ignoreBuildErrors: true },
  // Native modules, and a limiter that finds drizzle-orm by itself at run time: one copy for both.
  // `stripe` too: the server's entry points are bundled apart, and each would have error classes of
  // its own that another's errors are no instances of.
  serverExternalPackages: [
    'stripe',
    'better-sqlite3',
    '@node-rs/argon2',
    'rate-limiter-flexible',
    'drizzle-orm',
    'nodemailer',
    'pg',
    'pino',
    // Lists of words: one copy of them in memory.
    '@zxcvbn-ts/core',
    '@zxcvbn-ts/language-common',
  ],
  // As much of a body as Next keeps for the middleware and for what is behind it: more than the largest that we take,
  // so that a larger one is known for what it is. Its own 10 MB would be held for each request.
  experimental: { proxyClientMaxBodySize: 2 * 1024 * 1024 },
  // Stripe's frames set their fields in our font, and browsers load a font from elsewhere only where that allows it.
  headers: () =>
    Promise.resolve([
      {
        source: '/fonts/:file',
        headers: [
          { key: 'Access-Control-Allow-Origin', value: '*' },
          { key: 'Cache-Control', value: 'public, max-age=86400' },
        ],
      },
    ]),
  outputFileTracingIncludes: { '/*': ['./db/migrations/**/*'] },
};

export default config;
