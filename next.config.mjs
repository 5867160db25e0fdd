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
  ],
  outputFileTracingIncludes: { '/*': ['./db/migrations/**/*'] },
};

export default config;
