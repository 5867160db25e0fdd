import { existsSync, readFileSync } from 'node:fs';
import { keepPrivate } from '../../db/private-file.mjs';
import { Stop } from './main.mjs';
import { HOST } from './ports.mjs';
import { launchServer, run } from './processes.mjs';
import { inRoot, shown } from './root.mjs';
import { stripeLocalBundle } from './stripe-local-bundle.mjs';

// A cold `next dev` compiles before its first answer; a production build answers in about a second.
const START_MS = 120_000;
const ASK_EVERY_MS = 100;
// What an app that is told to end may take: a click has 60 s, and its database is closed after it.
const GRACE_MS = 70_000;
const LOG_TAIL_LINES = 30;

/** The keys of local mode: of stripe-local's default world, whose webhooks and file are given where it is started. */
export const LOCAL_KEYS = {
  STRIPE_SECRET_KEY: 'sk_test_cardkeep',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_cardkeep',
};

/** @type {(port: number) => string} */
export const addressOf = (port) => `http://${HOST}:${port}`;

export const webhookUrl = (appPort) => `${addressOf(appPort)}/api/stripe/webhook`;

/**
 * The app's environment. Every setting that an .env file could also hold is set, because Next reads those files
 * by itself: a forgotten one would give the app another database than the one that was migrated.
 * @returns {NodeJS.ProcessEnv}
 */
export const appEnv = ({ mode, appPort, place, secrets, keys, stripeLocalUrl }) => ({
  ...process.env,
  NODE_ENV: mode === 'dev' ? 'development' : 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  PORT: String(appPort),
  APP_URL: addressOf(appPort),
  DATABASE_URL: place.url,
  AUTH_SECRET: secrets.authSecret,
  STRIPE_WEBHOOK_SECRET: secrets.webhookSecret,
  STRIPE_LOCAL_URL: stripeLocalUrl ?? '',
  SUPPORT_EMAIL: 'help@cardkeep.test',
  SMTP_URL: '',
  MAIL_FROM: '',
  // No proxy has to find out that it ends.
  UNREADY_FOR_MS: '0',
  NEXT_DEPLOYMENT_ID: '',
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: '',
  ...keys,
});

/** Brings the database up to date. Both programs may run again at any time. */
export async function migrateAndSeed(env) {
  for (const [script, ...options] of [['migrate.ts'], ['seed.ts', '--demo-people']]) {
    const args = ['--import', 'tsx', `scripts/${script}`, ...options];
    const result = await run(process.execPath, args, { env });
    if (!result.ok) throw new Stop(`scripts/${script} failed:\n${result.output}`);
  }
}

/**
 * Starts stripe-local as the program that it is, for whoever needs one: on the port that is given or a free one, with
 * its objects in `data` or nowhere, telling the app at `appPort` or nobody. Done when it listens.
 * @param {{ port?: number, data?: string, appPort?: number, webhookSecret?: string, logFile?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ url: string, ended: Promise<unknown>, end: () => Promise<void> }>}
 */
export async function startStripeLocal({
  port = 0,
  data,
  appPort,
  webhookSecret,
  logFile,
  env = process.env,
} = {}) {
  const args = ['--enable-source-maps', await stripeLocalBundle(), '--port', String(port)];
  if (data) {
    // Names and addresses of buyers are in it, as in the database.
    keepPrivate(data);
    args.push('--data', data);
  }
  if (appPort) args.push('--webhook', webhookUrl(appPort), '--webhook-secret', webhookSecret);
  // Without a log it is heard only where something is wrong.
  const server = launchServer(args, { env, logFile, stdout: 'ignore' });
  return { ...server, url: await urlToldBy('stripe-local', server, logFile) };
}

/** A server that was given no port says itself where it listens. */
async function urlToldBy(name, server, logFile) {
  const told = await Promise.race([
    new Promise((resolve) => server.child.once('message', resolve)),
    server.ended.then((death) => ({ death })),
  ]);
  if (told.death) throw new Stop(deathNotice(name, told.death, logFile));
  return told.listeningOn;
}

export async function startApp({ mode, port, env, logFile, cwd, appends = false }) {
  const next = inRoot('node_modules', 'next', 'dist', 'bin', 'next');
  const program = mode === 'start' ? [inRoot('scripts', 'start.mjs')] : [next, mode, '-H', HOST];
  const args = [...program, '-p', String(port)];
  const server = launchServer(args, { env, logFile, cwd, graceMs: GRACE_MS, appends });
  await untilHealthy('the app', server, `${addressOf(port)}/api/health`, logFile);
  return server;
}

/** What to say when a server ended that was meant to stay. */
export function deathNotice(name, { code, signal, error }, logFile) {
  const how = error?.message ?? (signal ? `was ended by ${signal}` : `exited with ${code}`);
  return `${name} ${how}.${logTail(logFile)}`;
}

async function untilHealthy(name, server, url, logFile) {
  let death = null;
  void server.ended.then((result) => (death = result));
  const deadline = Date.now() + START_MS;
  let last = 'no answer';
  while (Date.now() < deadline) {
    if (death) throw new Stop(deathNotice(name, death, logFile));
    last = await answerOf(url);
    if (last === 200) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new Stop(
    `${name} did not become healthy in ${START_MS / 1_000} s: ${url} gave ${last}.${logTail(logFile)}`,
  );
}

async function answerOf(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(30_000) })).status;
  } catch (error) {
    return error.cause?.code ?? error.message;
  }
}

function logTail(logFile) {
  if (!logFile || !existsSync(logFile)) return '';
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES);
  return ` The end of ${shown(logFile)}:\n${lines.join('\n')}`;
}
