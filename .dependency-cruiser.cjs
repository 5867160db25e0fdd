// The arrows between the rooms, as docs/architecture.md draws them. An import that is not drawn there fails here.
const TEST = '\\.test\\.(ts|tsx|mjs)$';
const NODE = '^node_modules/';
const SHOP = '^(app|components|lib|db)/|^(middleware|instrumentation)\\.ts$';

/** Rooms (and root files) of ours, except those named. */
const oursExcept = (...rooms) =>
  `^(?!(${rooms.join('|')}))(app|components|lib|db|stripe-local|e2e|bench|scripts)/`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/**
 * The rooms of lib, from the top: each may know those on floors below its own, none beside or above. What is not
 * named here does not exist: a new room is drawn in first, here and in docs/architecture.md.
 */
const LIB = [
  ['server'],
  ['reconcile', 'desk'],
  ['webhooks'],
  ['orders'],
  ['setups'],
  ['wallet'],
  ['customers'],
  ['mail', 'shop', 'people'],
  ['auth'],
  ['notify'],
  ['stripe', 'limits'],
].map((floor) => floor.map((room) => `${room}/`));

/** The same for what lib/orders consists of. */
const ORDERS = [
  ['checkout/', 'preorder/', 'refund/', 'view/', 'give-up-order\\.ts', 'change-address\\.ts'],
  ['attempts/'],
  ['subject\\.ts'],
  ['place-order\\.ts'],
  ['destination\\.ts'],
  ['sync/'],
];

/** One rule for each place of a building: it knows no place on its own floor or above. */
const looksDown = (building, floors) =>
  floors.flatMap((floor, level) =>
    floor.flatMap((place) => {
      const others = floors
        .slice(0, level + 1)
        .flat()
        .filter((each) => each !== place);
      if (others.length === 0) return [];
      return forbid(
        `${building}${place.replace(/\\?[./].*$/, '')}-looks-down`,
        'Arrows between rooms run one way, or two rooms need each other and are one.',
        { path: `^${building}${place}`, pathNot: TEST },
        { path: `^${building}(${others.join('|')})` },
      );
    }),
  );

const ROOMS = LIB.flat().join('|');

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
      'stripe-local is met over HTTP only, as Stripe is. Tests give it orders through its own client, which does so.',
      { pathNot: '^stripe-local/' },
      { path: '^stripe-local/', pathNot: '^stripe-local/client\\.ts$' },
    ),
    forbid(
      'kit-can-be-lifted',
      'Another shop takes e2e/kit along, with stripe-local: it knows an app by what that app tells it.',
      { path: '^e2e/kit/', pathNot: TEST },
      { path: oursExcept('e2e/kit/', 'stripe-local/client\\.ts') },
    ),
    forbid(
      'kit-is-enough-for-another-app',
      'The tip jar proves it: an app, its page object, and the kit.',
      { path: '^e2e/(tip-jar/|specs/tip-jar)' },
      { path: oursExcept('e2e/kit/', 'e2e/tip-jar/') },
    ),
    forbid(
      'shop-without-orders-to-stripe-local',
      'What runs at a real Stripe knows nothing of what only ours obeys.',
      { path: SHOP, pathNot: `${TEST}|^lib/testing/` },
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
        pathNot: `${NODE}(react|react-dom|@types/react|@types/react-dom|@stripe/react-stripe-js|@stripe/stripe-js|lucide-react|clsx|@fontsource-variable/[^/]+)/|${NODE}next/(link|navigation|image)\\b`,
      },
    ),
    forbid(
      'browsers-load-no-zod',
      'The server judges what it is sent. Types and constants that both need stand in files without a schema.',
      { path: '^components/|^app/(global-)?error\\.tsx$', pathNot: TEST },
      { path: `${NODE}zod/`, reachable: true },
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
      { path: '^lib/', pathNot: `${TEST}|^lib/testing/` },
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
    ...looksDown('lib/', LIB),
    ...looksDown('lib/orders/', ORDERS),
    forbid(
      'lib-has-no-other-room',
      'A room that is not drawn would pass every rule above.',
      {},
      { path: '^lib/[^/]+/', pathNot: `^lib/(${ROOMS}|domain/|testing/)` },
    ),
    forbid(
      'lib-orders-has-no-other-room',
      'The same for the rooms of lib/orders.',
      {},
      {
        path: '^lib/orders/',
        pathNot: `^lib/orders/(${ORDERS.flat().join('|')})|${TEST}`,
      },
    ),
    forbid(
      'lib-root-knows-no-room',
      'What every room may use knows none of them, save the door to Stripe.',
      // It sends what was put off, for the server alone (next rule).
      { path: '^lib/[^/]+\\.ts$', pathNot: `^lib/send-due-calls\\.ts$|${TEST}` },
      { path: '^lib/[^/]+/', pathNot: '^lib/(domain|stripe)/' },
    ),
    forbid(
      'only-the-server-sends-what-is-due',
      'A room that called it would reach orders and wallet from below.',
      { path: '^(app|components|lib|db)/', pathNot: `^lib/(server|testing)/|${TEST}` },
      { path: '^lib/send-due-calls\\.ts$' },
    ),
    forbid(
      'sync-knows-no-caller',
      'Action, return page, webhook and reconciler all come to it: what one of them needs stays with that one.',
      { path: '^lib/orders/sync/', pathNot: TEST },
      { path: '^lib/orders/(?!sync/)' },
    ),
    forbid(
      'notify-knows-limits-only',
      'Whoever tells of something calls it, from any floor; how much one letter box gets is limited.',
      { path: '^lib/notify/', pathNot: TEST },
      { path: '^lib/[^/]+/', pathNot: '^lib/(notify|domain|limits)/' },
    ),
    forbid(
      'nothing-imports-reconcile-but-server',
      'It looks after what nobody waits for: a page that called it would have somebody wait.',
      { path: SHOP, pathNot: `^lib/(server|reconcile|testing)/|${TEST}` },
      { path: '^lib/reconcile/' },
    ),
    forbid(
      'lib-testing-is-for-tests',
      'It opens shops, signs events and plays buyers.',
      { path: SHOP, pathNot: `^(lib|db)/testing/|${TEST}` },
      { path: '^(lib|db)/testing/' },
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
      'Scripts, specs and benchmarks are not shipped; what only tests lean on is not, either.',
      { path: SHOP, pathNot: `${TEST}|^(lib|db)/testing/` },
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
