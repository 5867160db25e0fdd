import { ensureBuilt } from './build.mjs';
import { claim, refuseIfInUse } from './claim.mjs';
import { databasePlace } from './database-place.mjs';
import { ensureInstalled } from './install.mjs';
import { Stop } from './main.mjs';
import { portFrom, requireFreePorts } from './ports.mjs';
import { say, step } from './progress.mjs';
import { inRoot, shown } from './root.mjs';
import { localSecrets } from './secrets.mjs';
import {
  LOCAL_KEYS,
  addressOf,
  appEnv,
  deathNotice,
  migrateAndSeed,
  startApp,
  startStripeLocal,
} from './servers.mjs';
import { testCardTable } from './test-cards.mjs';

/**
 * The whole shop on this machine: stripe-local and the app, from whatever state the folder is in, until a signal.
 * `mode` is `start` (the production build, logs in files) or `dev` (hot reload, the app's log on the terminal).
 */
export async function runLocalShop(mode) {
  const appPort = portFrom(process.env, 'PORT', 3000);
  const stripePort = portFrom(process.env, 'STRIPE_LOCAL_PORT', 4242);
  const place = databasePlace(process.env.DATABASE_URL);
  await refuseIfInUse(place);
  await requireFreePorts({ PORT: appPort, STRIPE_LOCAL_PORT: stripePort });
  if (process.env.STRIPE_SECRET_KEY) {
    say('This always runs on stripe-local: the STRIPE_… keys in the environment are not used.');
  }

  await ensureInstalled();
  if (mode === 'start') await ensureBuilt();
  claim(place, [appPort, stripePort]);

  const secrets = localSecrets();
  const stripeLocalUrl = addressOf(stripePort);
  const env = appEnv({ mode, appPort, place, secrets, keys: LOCAL_KEYS, stripeLocalUrl });
  const stripeLog = inRoot('.data', 'logs', 'stripe-local.log');
  const appLog = mode === 'start' ? inRoot('.data', 'logs', 'app.log') : undefined;

  await step('Preparing the database', () => migrateAndSeed(env));
  const stripeLocal = await step('Starting stripe-local', () =>
    startStripeLocal({
      port: stripePort,
      data: place.stripeLocalFile,
      appPort,
      webhookSecret: secrets.webhookSecret,
      logFile: stripeLog,
    }),
  );
  const app = await step('Starting the app', () =>
    startApp({ mode, port: appPort, env, logFile: appLog }),
  );

  introduce({ appPort, stripePort, place, logs: [appLog, stripeLog] });

  const death = await Promise.race([
    stripeLocal.ended.then((result) => deathNotice('stripe-local', result, stripeLog)),
    app.ended.then((result) => deathNotice('the app', result, appLog)),
  ]);
  throw new Stop(death);
}

function introduce({ appPort, stripePort, place, logs }) {
  const database = place.file ? shown(place.file) : place.shown;
  say(`
Cardkeep is ready:  ${addressOf(appPort)}

  Demo account      demo@cardkeep.test, password one-click-demo
  Merchant's desk   desk@cardkeep.test, the same password
  Mail              ${addressOf(appPort)}/dev/outbox
  stripe-local      ${addressOf(stripePort)}
  Database          ${database} (and ${shown(place.stripeLocalFile)})
  Logs              ${logs.filter(Boolean).map(shown).join(', ')}

Test cards, with any future date, any CVC and any postal code:

${testCardTable()}

Ctrl-C ends everything; the next start goes on from here.`);
}
