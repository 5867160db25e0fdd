import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, Stop } from '@/scripts/parts/main.mjs';
import { startPostgres } from '@/scripts/parts/postgres.mjs';
import { say, seconds } from '@/scripts/parts/progress.mjs';
import { inRoot, shown } from '@/scripts/parts/root.mjs';
import { countCharges } from '../truth/their-books';
import { secretsWritten } from '../truth/secrets-on-disk';
import { crowd } from './crowd';
import { oneRun, type RunResult } from './one-run';
import { readOptions, USAGE, type CrowdPlace, type Options } from './options';
import { killPointWords, plan } from './plan';
import { Report } from './report';
import { playScene } from './scenes/play';
import { Shop } from './shop';

function optionsOrStop(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    throw new Stop(`${(error as Error).message}\n${USAGE}`);
  }
}

await main(async () => {
  const options = optionsOrStop();
  const { seed, reportFile } = options;
  const start = Date.now();
  const folder = inRoot('.cache', 'crash', `seed-${seed}-${start.toString(36)}`);
  const report = new Report();
  say(`Crash tests, seed ${seed}`);
  await kills(options, join(folder, 'kills'), report);
  for (const place of options.crowds) await crowdAt(place, options, folder, report);
  for (const scene of options.scenes) {
    const again = `npm run test:crash -- --seed ${seed} --scene ${scene}`;
    const place = { folder: join(folder, scene), seed };
    await playScene(scene, place, (shop, words, work) =>
      judged(report, words, words, again, work).then(() => closeAndSearch(shop, report, again)),
    );
  }

  for (const line of report.lines()) say(line);
  if (report.failures.length === 0) rmSync(folder, { recursive: true, force: true });
  else say(`Databases, stripe-local's files and logs are in ${shown(folder)}`);
  say(`seed ${seed}, ${seconds(start)}`);
  const counts = { passed: report.passed, failed: report.failures.length, skipped: 0 };
  if (reportFile) writeFileSync(reportFile, JSON.stringify(counts));
  say(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0 ? 0 : 1;
});

async function kills(options: Options, folder: string, report: Report): Promise<void> {
  const { seed, only, journey: words, run: single } = options;
  const runs = single === null ? Array.from({ length: options.runs }, (_, run) => run) : [single];
  if (runs.length === 0) return;
  const shop = await Shop.open({ folder });
  for (const run of runs) {
    const planned = plan(seed, run, options);
    const { journey, killPoint, call } = planned;
    const what = `run ${run}: ${journey.name}, ${killPointWords[killPoint]}${call ? ` (${call})` : ''}`;
    const onlyOption = only === null ? '' : ` --only ${only}`;
    const journeyOption = words === null ? '' : ` --journey '${words}'`;
    const again = `npm run test:crash -- --seed ${seed}${onlyOption}${journeyOption} --run ${run}`;
    await shop.startWhereKilled();
    await judged(report, killPoint, what, again, () => oneRun(shop, planned));
  }
  await closeAndSearch(shop, report, `npm run test:crash -- --seed ${seed}`);
}

async function crowdAt(
  place: CrowdPlace,
  { seed, buyers: many }: Options,
  base: string,
  report: Report,
): Promise<void> {
  const folder = join(base, place);
  mkdirSync(folder, { recursive: true });
  const servers = place === 'postgres-two-servers' ? 2 : 1;
  const postgres = place === 'sqlite' ? null : await startPostgres();
  const databaseUrl = await postgres?.createDatabase('cardkeep_crash');
  const shop = await Shop.open({ folder, servers, ...(databaseUrl && { databaseUrl }) });
  const again = `npm run test:crash -- --seed ${seed} --buyers ${many} --crowd ${place}`;
  await judged(report, `${many} buyers, ${place}`, `${many} buyers at once, ${place}`, again, () =>
    crowd(shop, { seed, many, servers }),
  );
  await closeAndSearch(shop, report, again);
  await postgres?.end();
}

/** Runs one and shows how it went. An error of the harness is a failure too: it has proved nothing. */
async function judged(
  report: Report,
  kind: string,
  what: string,
  again: string,
  work: () => Promise<RunResult>,
): Promise<void> {
  const start = Date.now();
  const result = await work().catch((error: unknown): RunResult => ({
    outcomes: [],
    faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
  }));
  report.add(kind, result);
  const isFine = result.faults.length === 0;
  say(`${isFine ? '✓' : '✗'} ${what} (${seconds(start)})`);
  if (isFine) return;
  report.failures.push(what);
  for (const fault of result.faults) say(`    ${fault}`);
  say(`    again: ${again}`);
}

/** Ends a shop's servers and looks at what is left of them: the sum of all charges, and secrets. */
async function closeAndSearch(shop: Shop, report: Report, again: string): Promise<void> {
  const { orders } = shop.db.read.tables;
  const all = await shop.db.read.select().from(orders);
  const paid = all.filter(({ paymentState }) => paymentState === 'paid').length;
  const charges = await countCharges(shop.stripe);
  const faults = await secretsWritten(shop.db, shop.writtenPaths());
  if (paid !== charges) faults.push(`${paid} orders are paid, ${charges} charges took money`);
  if (faults.length > 0) {
    report.failures.push('what is left in the end');
    for (const fault of faults) say(`✗ ${fault}`);
    say(`    again: ${again}`);
  }
  await shop.close();
}
