import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkSums, rebuildSums } from '../lib/daily-sums';
import { closeDatabase } from '../lib/database';
import { redactText } from '../lib/plain-error.mjs';

if (existsSync('.env')) process.loadEnvFile('.env');

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** `--check` tells where the days' sums differ from the rows, `--rebuild` makes them anew out of them. */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, rebuild: { type: 'boolean' } },
  });
  if (values.check === values.rebuild) {
    complain('npm run sums -- --check|--rebuild');
    return false;
  }
  if (values.check) {
    const faults = await checkSums();
    for (const fault of faults) complain(fault);
    if (faults.length === 0) say('The sums are what the rows say.');
    return faults.length === 0;
  }
  const corrected = await rebuildSums();
  for (const fault of corrected) say(`corrected: ${fault}`);
  say('The sums were made anew.');
  return true;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  complain(redactText(String(error)));
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
