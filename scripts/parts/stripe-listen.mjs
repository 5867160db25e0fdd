import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { keepPrivate } from '../../db/private-file.mjs';
import { Stop } from './main.mjs';
import { launch, run } from './processes.mjs';
import { inRoot } from './root.mjs';

const READY_MS = 30_000;

/** It stands in no package.json: `npm ci` fails over its platforms' packages. */
export const CLI_PACKAGE = '@stripe/cli@1.52.0';

/**
 * The official Stripe CLI, which carries the account's webhooks to a machine that Stripe cannot reach.
 * @returns {string | null} its path
 */
export function findStripeCli() {
  const names = process.platform === 'win32' ? ['stripe.exe', 'stripe.cmd'] : ['stripe'];
  const folders = [inRoot('node_modules', '.bin'), ...(process.env.PATH ?? '').split(delimiter)];
  const found = folders
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
  return found ?? null;
}

// By the environment: an argument could be read by everybody on the machine.
const cliEnv = (secretKey) => ({
  ...process.env,
  STRIPE_API_KEY: secretKey,
  STRIPE_CLI_TELEMETRY_OPTOUT: '1',
});

const listenTo = (apiBase) => [
  'listen',
  '--all-snapshot',
  // Nobody looks for a newer one in the midst of tests.
  '--skip-update',
  ...(apiBase ? ['--api-base', apiBase] : []),
];

/**
 * The secret that `stripe listen` will sign with: the same at every start with the same key.
 * @param {string} cli
 * @param {string} secretKey
 * @param {string} [apiBase]
 */
export async function listenSecret(cli, secretKey, apiBase) {
  const args = [...listenTo(apiBase), '--print-secret'];
  const { output } = await run(cli, args, { env: cliEnv(secretKey) });
  const secret = /whsec_\w+/.exec(output)?.[0];
  if (!secret) throw new Stop(`stripe listen --print-secret gave no secret:\n${output}`);
  return secret;
}

/**
 * Starts forwarding to `url`; done when the CLI says that it is ready, so that no event is missed. `apiBase` is the
 * address of stripe-local, for a look at the CLI without an account.
 * @param {string} cli
 * @param {{ secretKey: string, url: string, logFile: string, apiBase?: string }} options
 */
export async function startListening(cli, { secretKey, url, logFile, apiBase }) {
  keepPrivate(logFile);
  const log = openSync(logFile, 'w');
  const listener = launch(cli, [...listenTo(apiBase), '--forward-to', url], {
    env: cliEnv(secretKey),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  void listener.ended.then(() => (ended = true));
  const deadline = Date.now() + READY_MS;
  while (!/Ready!/.test(readFileSync(logFile, 'utf8'))) {
    if (ended || Date.now() > deadline) {
      // It prints the secret as well: nothing of it may reach a terminal or a CI log.
      const said = readFileSync(logFile, 'utf8').replaceAll(/whsec_\w+/g, 'whsec_…');
      throw new Stop(`stripe listen did not become ready:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return listener;
}
