import './parts/node-version.mjs';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { refuseIfInUse } from './parts/claim.mjs';
import { databasePlace } from './parts/database-place.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { Stop, main } from './parts/main.mjs';
import { portFrom } from './parts/ports.mjs';
import { say, step } from './parts/progress.mjs';
import { shown } from './parts/root.mjs';
import { localSecrets } from './parts/secrets.mjs';
import { LOCAL_KEYS, addressOf, appEnv, migrateAndSeed } from './parts/servers.mjs';

await main(async () => {
  const place = databasePlace(process.env.DATABASE_URL);
  if (place.engine === 'postgres') {
    throw new Stop(
      `db:reset deletes a local SQLite file; DATABASE_URL is ${place.shown}, which may hold more than this app's data. ` +
        'Drop and create that database with its own tools, delete ' +
        `${shown(place.stripeLocalFile)}, then run npm run db:migrate and npm run db:seed.`,
    );
  }
  await refuseIfInUse(place);
  await ensureInstalled();

  // Both or neither: a Stripe that outlives its database would replay old answers to new keys,
  // and a database that outlives its Stripe holds ids that nobody knows.
  const { file, stripeLocalFile } = place;
  const worlds = existsSync(dirname(stripeLocalFile))
    ? readdirSync(dirname(stripeLocalFile))
        .filter((name) => name.startsWith(`${basename(stripeLocalFile)}.world-`))
        .map((name) => join(dirname(stripeLocalFile), name))
    : [];
  for (const path of [file, `${file}-wal`, `${file}-shm`, stripeLocalFile, ...worlds]) {
    rmSync(path, { force: true });
  }
  say(`Deleted ${shown(file)} and ${shown(stripeLocalFile)}.`);

  const env = appEnv({
    mode: 'start',
    appPort: portFrom(process.env, 'PORT', 3000),
    place,
    secrets: localSecrets(),
    keys: LOCAL_KEYS,
    stripeLocalUrl: addressOf(portFrom(process.env, 'STRIPE_LOCAL_PORT', 4242)),
  });
  await step('Migrating and seeding a new one', () => migrateAndSeed(env));
});
