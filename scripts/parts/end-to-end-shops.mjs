import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { emptyDatabases } from './end-to-end-databases.mjs';
import { Stop } from './main.mjs';
import { freePorts } from './ports.mjs';
import { newSecrets } from './secrets.mjs';
import { addressOf, appEnv, migrateAndSeed, startApp, webhookUrl } from './servers.mjs';

const TEST_SETTINGS = {
  // Each test comes from an address of its own (X-Forwarded-For), or they would share one limit of sign-ups.
  TRUSTED_PROXIES: '1',
  // What must not be logged must not be logged at any level.
  LOG_LEVEL: 'debug',
  // A spec waits for it. Long for a browser on a busy machine, which sends a request at once.
  REQUEST_WITHIN_MS: '5000',
};

const STRIPE_VERSION = '2026-10-28.endive';

/** A browser and a server keep two cores busy together; memory ends it before cores do. */
const workersOfMachine = () => Math.min(Math.max(Math.floor(availableParallelism() / 2), 2), 6);

/**
 * How many workers Playwright will have: what its arguments say, or as many as the machine bears.
 * @param {readonly string[]} args
 */
export function workersFor(args) {
  const at = args.findIndex((arg) => /^(--workers|-j)(=|$)/.test(arg));
  if (at < 0) return workersOfMachine();
  const given = args[at].split('=')[1] ?? args[at + 1];
  if (/^[1-9]\d?$/.test(given)) return Number(given);
  throw new Stop(`${args[at]} takes a number of workers: each gets a shop of its own beforehand.`);
}

/**
 * A shop that a worker can start: where its server will listen, on an empty catalog of its own, with keys of its own.
 * @typedef {object} PlannedShop
 * @property {string | null} world
 * @property {number} appPort
 * @property {string} appUrl
 * @property {string | null} stripeUrl
 * @property {string} stripeSecretKey
 * @property {string} stripePublishableKey
 * @property {string} authSecret
 * @property {string} webhookSecret
 * @property {string | null} olderWebhookSecret
 * @property {string} appLog
 * @property {string} databaseUrl
 * @property {string | null} databaseFile
 */

/**
 * So many shops on one stripe-local, each with a world and a database of its own. Nothing of them runs yet; the
 * endpoint of each is known to its world.
 * @param {{ folder: string, database: string, count: number, stripeUrl: string }} options
 * @returns {Promise<{ shops: PlannedShop[], ends: (() => Promise<void>)[] }>}
 */
export async function planShops({ folder, database, count, stripeUrl }) {
  const ports = await freePorts(count);
  const { places, copyFirst, ends } = await emptyDatabases(folder, database, count);
  const shops = ports.map((appPort, at) => {
    const world = `w${at}`;
    const keys = { secret: `sk_test_local_${world}`, publishable: `pk_test_local_${world}` };
    return planShop({ folder, at, appPort, place: places[at], keys, stripeUrl, world });
  });
  await migrateAndSeed(envOf(shops[0]));
  await copyFirst();
  for (const shop of shops) shop.webhookSecret = await registerWebhook(shop);
  return { shops, ends };
}

/** One shop; `webhookSecret` is its own endpoint's, where that is known beforehand. */
export function planShop({ folder, at, appPort, place, keys, stripeUrl, world, webhookSecret }) {
  const secrets = newSecrets();
  return {
    world,
    appPort,
    appUrl: addressOf(appPort),
    stripeUrl,
    stripeSecretKey: keys.secret,
    stripePublishableKey: keys.publishable,
    authSecret: secrets.authSecret,
    webhookSecret: webhookSecret ?? secrets.webhookSecret,
    // A second one, as while a secret is being rolled: a spec signs with it.
    olderWebhookSecret: webhookSecret ? null : newSecrets().webhookSecret,
    appLog: join(folder, `app-${at}.log`),
    databaseUrl: place.url,
    databaseFile: place.file,
  };
}

/** Starts a shop's server, from within the worker that it is for; it ends with that process at the latest. */
export function startShop(shop) {
  // What has gone before in this log was written by the server of a worker that a failed test has ended.
  return startApp({
    mode: 'start',
    port: shop.appPort,
    env: envOf(shop),
    logFile: shop.appLog,
    appends: true,
  });
}

export function envOf(shop) {
  const env = appEnv({
    mode: 'start',
    appPort: shop.appPort,
    place: { url: shop.databaseUrl },
    secrets: {
      authSecret: shop.authSecret,
      webhookSecret: [shop.webhookSecret, shop.olderWebhookSecret].filter(Boolean).join(','),
    },
    keys: {
      STRIPE_SECRET_KEY: shop.stripeSecretKey,
      STRIPE_PUBLISHABLE_KEY: shop.stripePublishableKey,
    },
    stripeLocalUrl: shop.stripeUrl,
  });
  // Playwright sets these for its workers; a server writes to a file.
  delete env.FORCE_COLOR;
  delete env.DEBUG_COLORS;
  return { ...env, ...TEST_SETTINGS };
}

async function registerWebhook(shop) {
  const form = { url: webhookUrl(shop.appPort), api_version: STRIPE_VERSION };
  const response = await fetch(`${shop.stripeUrl}/v1/webhook_endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripeSecretKey}`, 'stripe-version': STRIPE_VERSION },
    body: new URLSearchParams([...Object.entries(form), ['enabled_events[]', '*']]),
  });
  const answer = await response.json();
  if (!response.ok) throw new Stop(`stripe-local took no endpoint: ${JSON.stringify(answer)}`);
  return answer.secret;
}
