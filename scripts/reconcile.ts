import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { findLease } from '../db/queries/leases';
import { closeDatabase, database } from '../lib/database';
import { LEASE_MS } from '../lib/reconcile/lease';
import { RECONCILER, reconcileByCommand } from '../lib/reconcile/run';
import type { StepReport } from '../lib/reconcile/step';
import { redactText } from '../lib/plain-error.mjs';

if (existsSync('.env')) process.loadEnvFile('.env');

const say = (line: string) => process.stdout.write(`${line}\n`);

/** In ms; undefined for now. Throws where what was given is no time. */
function timeToLookAt(): number | undefined {
  const { values } = parseArgs({ options: { at: { type: 'string' } } });
  if (values.at === undefined) return undefined;
  const at = Date.parse(values.at);
  if (Number.isNaN(at)) throw new Error(`--at takes an ISO time, not ${values.at}`);
  return at;
}

/** A server's run takes a moment, and the lease of one that died is over after a minute. */
async function runOnce(at: number | undefined): Promise<StepReport[] | null> {
  const giveUpAt = Date.now() + LEASE_MS + 5_000;
  for (;;) {
    const report = await reconcileByCommand(at ?? Date.now());
    if (report || Date.now() > giveUpAt) return report;
    await wait(1_000);
  }
}

/** `lookedAt` is read as "looked at". */
const inWords = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

async function main(): Promise<boolean> {
  const report = await runOnce(timeToLookAt());
  if (!report) {
    const lease = await findLease(database().read, RECONCILER);
    say(`Nothing was done: ${lease?.holder ?? 'somebody else'} is reconciling.`);
    return false;
  }
  for (const { step, counts, error } of report) {
    const words = Object.entries(counts).map(([what, count]) => `${count} ${inWords(what)}`);
    say(`${step}: ${error ?? words.join(', ')}`);
  }
  return report.every(({ error }) => error === null);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${redactText(String(error))}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
