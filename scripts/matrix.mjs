import './parts/node-version.mjs';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBuilt } from './parts/build.mjs';
import { DATABASES, runEndToEnd } from './parts/end-to-end.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { main, Stop } from './parts/main.mjs';
import { writeTestCardsPage } from './parts/test-cards-page.mjs';
import { takeFlag, takeOption, takeText } from './parts/options.mjs';
import { stripeTestNeeds } from './parts/stripe-test-needs.mjs';

// Every test card that Stripe documents through every journey of the shop's. With --docs the table in docs is made anew.
await main(async () => {
  const { value: against = 'local', rest } = takeOption(process.argv.slice(2), 'against', [
    'local',
    'stripe-test',
  ]);
  const { value: database = 'sqlite', rest: others } = takeOption(rest, 'database', DATABASES);
  const { value: compare, rest: more } = takeText(others, 'compare');
  const { isSet: isForDocs, rest: args } = takeFlag(more, 'docs');
  if (compare !== undefined && !existsSync(compare)) throw new Stop(`There is no file ${compare}.`);
  if (isForDocs && (against !== 'local' || args.length > 0)) {
    throw new Stop('The table in docs is that of a whole run on stripe-local.');
  }
  if (against === 'stripe-test' && database !== 'sqlite') {
    throw new Stop('Against Stripe itself the cards are played on SQLite.');
  }
  await ensureInstalled();
  // Asked before the build, which takes longer than reading what is missing.
  if (against === 'stripe-test') stripeTestNeeds();
  await ensureBuilt();
  if (compare !== undefined) process.env.CARDKEEP_MATRIX_COMPARE = resolve(compare);
  const { ok } = await runEndToEnd('matrix', { args, onTerminal: true, database, against });
  if (ok && isForDocs) writeTestCardsPage();
  return ok ? 0 : 1;
});
