import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { emptyDatabases } from './end-to-end-databases.mjs';
import { Stop } from './main.mjs';
import { freePorts } from './ports.mjs';
import {
  PORTS_OF_ONE,
  planRehearsal,
  rehearsedSettings,
  startRehearsed,
} from './rehearsal/shop.mjs';
import { newSecrets } from './secrets.mjs';
import { addressOf, appEnv, migrateAndSeed, startApp } from './servers.mjs';

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
 * @property {string | null} stripeUrl stripe-local's address, for programs; null against Stripe itself
 * @property {string} stripeOrigin where its pages have Stripe.js from
 * @property {string | null} outboxUrl where its mails are read; null where they leave for good
 * @property {import('./rehearsal/shop.mjs').Rehearsal | null} rehearsal null where one plain server is the shop
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
 * endpoint of each is known to its world. In a rehearsal each is what production has: `rehearsal` says with what.
 * @param {object} options
 * @param {string} options.folder
 * @param {string} options.database
 * @param {number} options.count
 * @param {string} options.stripeUrl
 * @param {Pick<import('./rehearsal/shop.mjs').Rehearsal, 'certificate' | 'without'> | null} [options.rehearsal]
 * @returns {Promise<{ shops: PlannedShop[], ends: (() => Promise<void>)[] }>}
 */
export async function planShops({ folder, database, count, stripeUrl, rehearsal = null }) {
  const each = rehearsal ? PORTS_OF_ONE : 1;
  const ports = await freePorts(count * each);
  const { places, copyFirst, ends } = await emptyDatabases(folder, database, count);
  const shops = places.map((place, at) => {
    const own = ports.slice(at * each, (at + 1) * each);
    const world = `w${at}`;
    const keys = { secret: `sk_test_local_${world}`, publishable: `pk_test_local_${world}` };
    const planned = rehearsal && planRehearsal(own, rehearsal);
    const appPort = own[0];
    return planShop({ folder, at, appPort, place, keys, stripeUrl, world, rehearsal: planned });
  });
  await migrateAndSeed(envOf(shops[0]));
  await copyFirst();
  for (const shop of shops) shop.webhookSecret = await registerWebhook(shop);
  return { shops, ends };
}

/** One shop; `webhookSecret` is its own endpoint's, where that is known beforehand. */
export function planShop({
  folder,
  at,
  appPort,
  place,
  keys,
  stripeUrl,
  world,
  webhookSecret,
  rehearsal = null,
}) {
  const secrets = newSecrets();
  const appUrl = rehearsal ? rehearsedSettings(rehearsal).APP_URL : addressOf(appPort);
  const outbox = rehearsal ? addressOf(rehearsal.pagesPort) : appUrl;
  return {
    world,
    appPort,
    appUrl,
    stripeUrl,
    stripeOrigin: rehearsal || !stripeUrl ? 'https://js.stripe.com' : stripeUrl,
    outboxUrl: stripeUrl && `${outbox}/dev/outbox`,
    rehearsal,
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

/**
 * Starts a shop's server, from within the worker that it is for; it ends with that process at the latest. `front` is
 * what stands before the servers of a rehearsal.
 */
export async function startShop(shop) {
  const { appLog: logFile, stripeUrl, rehearsal } = shop;
  const env = envOf(shop);
  if (rehearsal) return startRehearsed(rehearsal, { env, logFile, stripeUrl });
  // What has gone before in this log was written by the server of a worker that a failed test has ended.
  const start = { mode: 'start', port: shop.appPort, env, logFile, appends: true };
  const { end } = await startApp(start);
  return { end, front: null };
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
  return {
    ...env,
    ...TEST_SETTINGS,
    ...(shop.rehearsal && rehearsedSettings(shop.rehearsal)),
  };
}

async function registerWebhook(shop) {
  const form = { url: `${shop.appUrl}/api/stripe/webhook`, api_version: STRIPE_VERSION };
  const response = await fetch(`${shop.stripeUrl}/v1/webhook_endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripeSecretKey}`, 'stripe-version': STRIPE_VERSION },
    body: new URLSearchParams([...Object.entries(form), ['enabled_events[]', '*']]),
  });
  const answer = await response.json();
  if (!response.ok) throw new Stop(`stripe-local took no endpoint: ${JSON.stringify(answer)}`);
  return answer.secret;
}
