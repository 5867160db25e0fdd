// The arrows between the rooms, as docs/architecture.md draws them. An import that is not drawn there fails here.
const TEST = '\\.test\\.(ts|tsx|mjs)$';
const NODE = '^node_modules/';
const SHOP = '^(app|components|lib|db)/|^(middleware|instrumentation)\\.ts$';

/** Rooms (and root files) of ours, except those named. */
const oursExcept = (...rooms) =>
  `^(?!(${rooms.join('|')}))(app|components|lib|db|stripe-local|e2e|bench|scripts)/`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-cycle', 'Two modules that need each other are one.', {}, { circular: true }),
    forbid(
      'nothing-unresolved',
      'An import that resolves to nothing would pass every other rule.',
      {},
      { couldNotResolve: true },
    ),
    forbid(
      'not-to-tests',
      'Tests may lean on code, never the other way round.',
      { pathNot: TEST },
      { path: TEST },
    ),
    forbid(
      'stripe-only-in-lib-stripe',
      'One door to Stripe: keys, retries and time-outs are decided there.',
      { path: SHOP, pathNot: '^lib/stripe/' },
      { path: `${NODE}stripe/` },
    ),
    forbid(
      'stripe-local-stands-alone',
      'stripe-local is a separate program: it knows nothing of ours.',
      { path: '^stripe-local/' },
      { path: oursExcept('stripe-local/') },
    ),
    forbid(
      'nothing-imports-stripe-local',
      'stripe-local is met over HTTP only, as Stripe is.',
      { pathNot: '^stripe-local/' },
      { path: '^stripe-local/' },
    ),
    forbid(
      'domain-is-pure',
      'The rules know no clock, no I/O and no framework.',
      { path: '^lib/domain/', pathNot: TEST },
      { pathNot: `^lib/domain/|${NODE}zod/` },
    ),
    forbid(
      'db-knows-the-domain-only',
      'Storage serves the use cases; it does not know them.',
      { path: '^db/', pathNot: TEST },
      { path: oursExcept('db/', 'lib/domain/') },
    ),
    forbid(
      'db-without-vendors',
      'Storage speaks SQL, not Stripe, Next or sessions.',
      { path: '^db/' },
      { path: `${NODE}(stripe|next|next-auth|@auth|react)/` },
    ),
    forbid(
      'components-know-the-domain-only',
      'Components get actions and data as props, so that no arrow runs back up.',
      { path: '^components/', pathNot: TEST },
      { path: oursExcept('components/', 'lib/domain/') },
    ),
    forbid(
      'components-from-few-packages',
      'What runs in the browser is chosen, not gathered.',
      { path: '^components/', pathNot: TEST },
      {
        // A type weighs nothing in a browser.
        dependencyTypesNot: ['type-only'],
        path: NODE,
        pathNot: `${NODE}(react|react-dom|@types/react|@types/react-dom|@stripe/react-stripe-js|@stripe/stripe-js|@base-ui/react|lucide-react|clsx|@fontsource-variable/[^/]+)/|${NODE}next/(link|navigation|image)\\b`,
      },
    ),
    forbid(
      'components-run-in-browsers',
      'Node built-ins do not.',
      { path: '^components/', pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'ui-knows-nothing-of-the-shop',
      'A button has no word of the shop in it.',
      { path: '^components/ui/', pathNot: TEST },
      { path: oursExcept('components/ui/') },
    ),
    forbid(
      'lib-does-not-look-up',
      'Arrows run from pages to use cases.',
      { path: '^lib/', pathNot: TEST },
      { path: oursExcept('lib/', 'db/') },
    ),
    forbid(
      'lib-stripe-knows-the-domain-only',
      'The door to Stripe opens on Stripe and on the domain, not on our tables.',
      { path: '^lib/stripe/', pathNot: TEST },
      { path: oursExcept('lib/stripe/', 'lib/domain/', 'lib/(env|log)\\.ts$', 'db/transaction') },
    ),
    forbid(
      'pages-compose',
      'A page asks a use case; the database and Stripe are behind it.',
      { path: '^app/|^(middleware|instrumentation)\\.ts$', pathNot: TEST },
      { path: '^lib/stripe/|^db/' },
    ),
    forbid(
      'sql-only-in-db',
      'Queries are written once, for both engines, where the tests of both find them.',
      { path: SHOP, pathNot: '^db/' },
      { path: `${NODE}(drizzle-orm|better-sqlite3|pg|@electric-sql/pglite)/` },
    ),
    forbid(
      'mail-leaves-by-one-door',
      'Time-outs, TLS and what counts as a refusal are decided there.',
      { path: SHOP, pathNot: '^lib/mail/transport/' },
      { path: `${NODE}(nodemailer|@types/nodemailer)/` },
    ),
    forbid(
      'shop-without-tools',
      'Scripts, specs and benchmarks are not shipped.',
      { path: SHOP, pathNot: TEST },
      { path: '^(scripts|e2e|bench)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types are arrows too: a type import of Stripe's is knowledge of Stripe's.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default', 'require'],
    },
  },
};
