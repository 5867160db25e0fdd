import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { countPlaywright, countRun } from './counts.mjs';
import { databasePlace } from './database-place.mjs';
import { freePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { launch, run } from './processes.mjs';
import { say } from './progress.mjs';
import { inRoot } from './root.mjs';
import { newSecrets } from './secrets.mjs';
import {
  LOCAL_KEYS,
  addressOf,
  appEnv,
  migrateAndSeed,
  startApp,
  startStripeLocal,
  webhookUrl,
} from './servers.mjs';
import { findStripeCli, listenSecret, startListening } from './stripe-listen.mjs';
import { stripeTestSettings } from './stripe-test-settings.mjs';

const RUNS = inRoot('.cache', 'e2e');
// Long enough to look at a failed run's logs, short enough that they don't pile up.
const KEEP_RUNS_MS = 24 * 60 * 60_000;

/** Playwright's arguments that want a browser with a window: a shell has none. */
const WITH_WINDOW = new Set(['--headed', '--debug']);

const COMMANDS = {
  local: 'test:e2e',
  'stripe-test': 'test:e2e:stripe',
  attacks: 'test:attacks',
};

/** Traces are not kept of every test: they cost time, and put scripts into frames where none may run. */
const again = (project, database) => `
What failed once more, with a trace of each step: npm run ${COMMANDS[project]} -- --database ${database} --last-failed --trace on
Look at a trace: npx playwright show-trace .cache/test-results/…/trace.zip`;

const TEST_SETTINGS = {
  // Each test comes from an address of its own (X-Forwarded-For), or they would share one limit of sign-ups.
  TRUSTED_PROXIES: '1',
  // What must not be logged must not be logged at any level.
  LOG_LEVEL: 'debug',
  // A spec waits for it. Long for a browser on a busy machine, which sends a request at once.
  REQUEST_WITHIN_MS: '5000',
};

/** The engines that the specs on stripe-local can be played on. */
export const DATABASES = ['sqlite', 'postgres'];

/**
 * Starts the production build with a Stripe and a database of its own, on free ports, runs Playwright's project
 * against it and ends it all. With `onTerminal` Playwright talks to the person; otherwise its output is collected.
 * What is tried with samples takes few of them unless the run is `thorough`.
 * @param {'local' | 'stripe-test' | 'attacks'} project
 * @param {{ args?: string[], onTerminal?: boolean, database?: string, thorough?: boolean }} options
 */
export async function runEndToEnd(
  project,
  { args = [], onTerminal = false, database = 'sqlite', thorough = false } = {},
) {
  dropOldRuns();
  const folder = join(RUNS, `${project}-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { recursive: true });
  const browser = await ensureBrowser({ withWindow: args.some((arg) => WITH_WINDOW.has(arg)) });
  const servers = await (project === 'stripe-test'
    ? startOnStripe(folder)
    : startLocal(folder, database));
  writeRun(folder, { thorough, ...servers.run });

  const reportFile = join(folder, 'report.json');
  const command = [
    inRoot('node_modules', 'playwright', 'cli.js'),
    'test',
    `--project=${project}`,
    ...(onTerminal ? [] : ['--reporter=list,json']),
    ...args,
  ];
  const env = {
    ...process.env,
    CARDKEEP_E2E_RUN: join(folder, 'run.json'),
    // Two runs beside each other clear away one folder of results each.
    CARDKEEP_E2E_RESULTS: inRoot('.cache', 'test-results', `${project}-${database}`),
    CARDKEEP_CHROMIUM: browser,
    E2E_APP_LOG: servers.run.appLog,
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
  };
  const result = onTerminal
    ? await onOurTerminal(command, env)
    : await run(process.execPath, command, { env });
  for (const end of servers.ends) await end();
  if (!result.ok && onTerminal) say(again(project, database));
  else if (!result.ok) result.output += `\n${again(project, database)}`;
  const counts = countRun({ ok: result.ok, reportFile, count: countPlaywright });
  return { ...result, reportFile, counts };
}

/** In our process group and with our input, for Playwright's own windows and prompts. */
async function onOurTerminal(command, env) {
  const { ended } = launch(process.execPath, command, { env, stdio: 'inherit', ownGroup: false });
  const result = await ended;
  return { ...result, ok: result.code === 0, output: '' };
}

/** An empty database of the run's own, what ends its server, and where its Stripe keeps its objects. */
async function emptyDatabase(folder, database) {
  if (database === 'sqlite') return { place: databasePlace(join(folder, 'cardkeep.db')), ends: [] };
  const postgres = await startPostgres();
  const url = await postgres.createDatabase('cardkeep_e2e');
  const stripeLocalFile = join(folder, 'cardkeep.stripe-local.json');
  return { place: { ...databasePlace(url), stripeLocalFile }, ends: [postgres.end] };
}

async function startLocal(folder, database) {
  const { place, ends } = await emptyDatabase(folder, database);
  const secrets = newSecrets();
  // A second one, as while a secret is being rolled: a spec signs with it.
  const olderWebhookSecret = newSecrets().webhookSecret;
  const [appPort, stripePort] = [await freePort(), await freePort()];
  const stripeLocalUrl = addressOf(stripePort);
  const keys = LOCAL_KEYS;
  const env = {
    ...appEnv({ mode: 'start', appPort, place, secrets, keys, stripeLocalUrl }),
    ...TEST_SETTINGS,
    STRIPE_WEBHOOK_SECRET: `${secrets.webhookSecret},${olderWebhookSecret}`,
  };
  const appLog = join(folder, 'app.log');
  const stripeLocalLog = join(folder, 'stripe-local.log');

  await migrateAndSeed(env);
  const stripeLocal = await startStripeLocal({
    port: stripePort,
    data: place.stripeLocalFile,
    appPort,
    webhookSecret: secrets.webhookSecret,
    logFile: stripeLocalLog,
  });
  const app = await startApp({ mode: 'start', port: appPort, env, logFile: appLog });
  return {
    // Whoever has connections to a database ends before it.
    ends: [() => Promise.all([app.end(), stripeLocal.end()]), ...ends],
    run: {
      project: 'local',
      appUrl: addressOf(appPort),
      stripeUrl: stripeLocalUrl,
      stripeSecretKey: keys.STRIPE_SECRET_KEY,
      authSecret: secrets.authSecret,
      webhookSecret: secrets.webhookSecret,
      olderWebhookSecret,
      appLog,
      stripeLocalLog,
      databaseUrl: place.url,
      databaseFile: place.file,
      stripeLocalFile: place.stripeLocalFile,
    },
  };
}

async function startOnStripe(folder) {
  const keys = stripeTestSettings(inRoot('.env.test'));
  const cli = findStripeCli();
  const secretKey = keys.STRIPE_SECRET_KEY;
  const place = databasePlace(join(folder, 'cardkeep.db'));
  const secrets = { ...newSecrets(), webhookSecret: await listenSecret(cli, secretKey) };
  const appPort = await freePort();
  const env = { ...appEnv({ mode: 'start', appPort, place, secrets, keys }), ...TEST_SETTINGS };
  const appLog = join(folder, 'app.log');

  await migrateAndSeed(env);
  const app = await startApp({ mode: 'start', port: appPort, env, logFile: appLog });
  const url = webhookUrl(appPort);
  const logFile = join(folder, 'stripe-listen.log');
  const listener = await startListening(cli, { secretKey, url, logFile });
  return {
    ends: [() => Promise.all([listener.end(), app.end()])],
    run: {
      project: 'stripe-test',
      appUrl: addressOf(appPort),
      stripeUrl: null,
      stripeSecretKey: secretKey,
      authSecret: secrets.authSecret,
      webhookSecret: secrets.webhookSecret,
      olderWebhookSecret: null,
      appLog,
      stripeLocalLog: null,
      databaseUrl: place.url,
      databaseFile: place.file,
      stripeLocalFile: null,
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
