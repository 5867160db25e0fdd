import './parts/node-version.mjs';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { BENCHES, withFigures } from './parts/bench-page.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { Stop, main } from './parts/main.mjs';
import { takeFlag } from './parts/options.mjs';
import { launch } from './parts/processes.mjs';
import { say } from './parts/progress.mjs';
import { inRoot } from './parts/root.mjs';

const PAGE = inRoot('docs', 'performance.md');
const COLLECTED = inRoot('.cache', 'bench-figures.jsonl');

/**
 * Runs the programs of `bench/` that are named, or all, one after the other, and puts what they measured into the
 * table of docs/performance.md. With --quick each of them ends within a minute.
 */
await main(async () => {
  const { isSet: quick, rest: named } = takeFlag(process.argv.slice(2), 'quick');
  const unknown = named.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    throw new Stop(`There is ${BENCHES.map(({ name }) => name).join(', ')}, and no ${unknown[0]}.`);
  }
  await ensureInstalled();
  mkdirSync(inRoot('.cache'), { recursive: true });
  const today = new Date().toISOString().slice(0, 10);
  const cores = `${availableParallelism()} cores, Node ${process.versions.node}`;
  const machine = `${cores}, ${today}${quick ? ', quick' : ''}`;
  let ok = true;
  for (const { name, file, args = [] } of BENCHES) {
    if (named.length > 0 && !named.includes(name)) continue;
    say(`\n${name}`);
    rmSync(COLLECTED, { force: true });
    const program = ['--import', 'tsx', inRoot('bench', file), ...args];
    const { ended } = launch(process.execPath, [...program, ...(quick ? ['--quick'] : [])], {
      env: { ...process.env, CARDKEEP_BENCH_FIGURES: COLLECTED },
      stdio: 'inherit',
    });
    const { code } = await ended;
    // What a program told before it failed is not the whole of what it measures.
    if (code !== 0) ok = false;
    else if (existsSync(COLLECTED)) {
      const lines = readFileSync(COLLECTED, 'utf8').trim().split('\n');
      const figures = lines.map((line) => ({ ...JSON.parse(line), program: name, machine }));
      writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), name, figures));
    }
  }
  return ok ? 0 : 1;
});
