import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { countPlaywright, countRun } from './counts.mjs';
import { databasePlace } from './database-place.mjs';
import { envOf, planShop, planShops, workersFor } from './end-to-end-shops.mjs';
import { freePort } from './ports.mjs';
import { launch, run } from './processes.mjs';
import { say } from './progress.mjs';
import { makeCertificate } from './rehearsal/certificate.mjs';
import { inRoot } from './root.mjs';
import { migrateAndSeed, startStripeLocal, webhookUrl } from './servers.mjs';
import { listenSecret, startListening } from './stripe-listen.mjs';
import { stripeTestNeeds } from './stripe-test-needs.mjs';

const RUNS = inRoot('.cache', 'e2e');
const RUN_PAGE = inRoot('e2e', 'report', 'run-reporter.ts');
const MOST_RECORDED = 20;
// Long enough to look at a failed run's logs, short enough that they don't pile up.
const KEEP_RUNS_MS = 24 * 60 * 60_000;

/** Playwright's arguments that want a browser with a window: a shell has none. */
const WITH_WINDOW = new Set(['--headed', '--debug']);

const COMMANDS = {
  local: 'test:e2e',
  'stripe-test': 'test:e2e:stripe',
  attacks: 'test:attacks',
  matrix: 'test:matrix',
  pictures: 'pictures',
  rehearsal: 'test:rehearsal',
};

/** Traces are not kept of every test: they cost time, and put scripts into frames where none may run. */
const again = (project, database) => `
What failed was played once more, with a film and a trace: .cache/test-results/${project}-${database}-recorded/once-more.html
By hand: npm run ${COMMANDS[project]} -- ${project === 'rehearsal' ? '' : `--database ${database} `}--last-failed --trace on`;

/** The engines that the specs on stripe-local can be played on. */
export const DATABASES = ['sqlite', 'postgres'];

/**
 * Starts a Stripe on a free port, runs Playwright's project, each of whose workers starts the production build with a
 * world and a database of its own (`e2e/fixtures/test.ts`), and ends it all. With `onTerminal` Playwright talks to the
 * person; otherwise its output is collected.
 * What is tried with samples takes few of them unless the run is `thorough`. A rehearsal may go `without` one host in
 * the policy of every page: it is to fail then.
 * @param {'local' | 'stripe-test' | 'attacks' | 'matrix' | 'pictures' | 'rehearsal'} project
 * @param {{ args?: string[], onTerminal?: boolean, database?: string, thorough?: boolean, against?: 'local' | 'stripe-test', without?: string }} options
 */
export async function runEndToEnd(
  project,
  {
    args = [],
    onTerminal = false,
    database = 'sqlite',
    thorough = false,
    against = project === 'stripe-test' ? 'stripe-test' : 'local',
    without,
  } = {},
) {
  dropOldRuns();
  const folder = join(RUNS, `${project}-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { recursive: true });
  const browser = await ensureBrowser({ withWindow: args.some((arg) => WITH_WINDOW.has(arg)) });
  const servers = await (against === 'stripe-test'
    ? startOnStripe(folder)
    : startLocal(folder, {
        project: project === 'rehearsal' ? 'rehearsal' : 'local',
        database,
        workers: project === 'attacks' ? 1 : workersFor(args),
        without,
      }));
  writeRun(folder, { thorough, ...servers.run });

  const reportFile = join(folder, 'report.json');
  const command = [
    inRoot('node_modules', 'playwright', 'cli.js'),
    'test',
    `--project=${project}`,
    ...(onTerminal ? [] : [`--reporter=list,json,${RUN_PAGE}`]),
    ...args,
  ];
  const env = {
    ...process.env,
    ...servers.trust,
    CARDKEEP_E2E_RUN: join(folder, 'run.json'),
    // For an app that is no shop of ours, and reads nothing of the run.
    CARDKEEP_E2E_STRIPE_LOCAL: servers.run.shops[0].stripeUrl ?? '',
    // Two runs beside each other clear away one folder of results each.
    CARDKEEP_E2E_RESULTS: inRoot('.cache', 'test-results', `${project}-${database}`),
    CARDKEEP_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
  };
  const result = onTerminal
    ? await onOurTerminal(command, env)
    : await run(process.execPath, command, { env });
  if (!result.ok) await record(command, env);
  for (const end of servers.ends) await end();
  if (!result.ok && onTerminal) say(again(project, database));
  else if (!result.ok) result.output += `\n${again(project, database)}`;
  const counts = countRun({ ok: result.ok, reportFile, count: countPlaywright });
  return { ...result, reportFile, counts };
}

/**
 * Plays what failed once more, with a trace and a video of each step: whoever reads the page of the run sees what
 * happened. It changes nothing of the result. Where nearly everything failed, there is one reason, and no film of it.
 */
async function record([cli, ...args], env) {
  const last = join(env.CARDKEEP_E2E_RESULTS, '.last-run.json');
  if (!existsSync(last)) return;
  const failed = JSON.parse(readFileSync(last, 'utf8')).failedTests ?? [];
  if (failed.length === 0 || failed.length > MOST_RECORDED) return;
  const project = args.filter((arg) => arg === 'test' || arg.startsWith('--project='));
  const command = [cli, ...project, '--last-failed', `--reporter=${RUN_PAGE}`];
  const results = `${env.CARDKEEP_E2E_RESULTS}-recorded`;
  cpSync(last, join(results, '.last-run.json'));
  await run(process.execPath, command, {
    env: { ...env, CARDKEEP_RECORDING: '1', CARDKEEP_E2E_RESULTS: results },
  });
}

/** In our process group and with our input, for Playwright's own windows and prompts. */
async function onOurTerminal(command, env) {
  const { ended } = launch(process.execPath, command, { env, stdio: 'inherit', ownGroup: false });
  const result = await ended;
  return { ...result, ok: result.code === 0, output: '' };
}

/** stripe-local, a shop for each worker, and one that a test can start beside its own. */
async function startLocal(folder, { project, database, workers, without }) {
  const stripeLocalLog = join(folder, 'stripe-local.log');
  const data = join(folder, 'stripe-local.json');
  const rehearsal =
    project === 'rehearsal' ? { certificate: await makeCertificate(folder), without } : null;
  // Whoever asks a shop of a rehearsal believes its certificate: stripe-local, which tells it of events, and the tests.
  const trust = rehearsal ? { NODE_EXTRA_CA_CERTS: rehearsal.certificate.file } : {};
  const stripeLocal = await startStripeLocal({
    data,
    logFile: stripeLocalLog,
    env: { ...process.env, ...trust },
  });
  const count = workers + 1;
  const stripeUrl = stripeLocal.url;
  const { shops, ends } = await planShops({ folder, database, count, stripeUrl, rehearsal });
  return {
    ends: [stripeLocal.end, ...ends],
    trust,
    run: {
      project,
      workers,
      stripeLocalLog,
      shops: shops.slice(0, workers),
      neighbour: shops[workers],
    },
  };
}

async function startOnStripe(folder) {
  const { settings: given, cli } = stripeTestNeeds();
  const secretKey = given.STRIPE_SECRET_KEY;
  const appPort = await freePort();
  const shop = planShop({
    folder,
    at: 0,
    appPort,
    place: databasePlace(join(folder, 'cardkeep-0.db')),
    keys: { secret: secretKey, publishable: given.STRIPE_PUBLISHABLE_KEY },
    stripeUrl: null,
    world: null,
    webhookSecret: await listenSecret(cli, secretKey),
  });
  await migrateAndSeed(envOf(shop));
  const url = webhookUrl(appPort);
  const logFile = join(folder, 'stripe-listen.log');
  const listener = await startListening(cli, { secretKey, url, logFile });
  return {
    ends: [listener.end],
    run: {
      project: 'stripe-test',
      workers: 1,
      stripeLocalLog: null,
      shops: [shop],
      neighbour: null,
    },
  };
}

/** What the specs need to know of the run. It holds keys, so it is nobody else's to read. */
function writeRun(folder, details) {
  writeFileSync(join(folder, 'run.json'), `${JSON.stringify(details, null, 2)}\n`, { mode: 0o600 });
}

function dropOldRuns() {
  mkdirSync(RUNS, { recursive: true });
  for (const name of readdirSync(RUNS)) {
    const path = join(RUNS, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > KEEP_RUNS_MS) rmSync(path, { recursive: true, force: true });
  }
}
