import './parts/node-version.mjs';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { countClicks } from '../lib/server/clicks-first.mjs';
import { guardEveryAnswer } from '../lib/server/every-answer.mjs';
import { writeEveryLineAsJson } from '../lib/server/every-line.mjs';
import { standAtTheDoor, readWithinMs } from './parts/at-the-door.mjs';

// Before Next, which greets on the console, and listens before it has started us.
writeEveryLineAsJson();
guardEveryAnswer();
countClicks();
standAtTheDoor(readWithinMs(process.env.REQUEST_WITHIN_MS));

// `next start` in this very process, so that a signal meant for the server reaches it. Without this Next closes
// the listener at the first signal and exits while clicks are under way: lib/server/leave.ts does it in order.
process.env.NEXT_MANUAL_SIG_HANDLE = 'true';

// Next takes it from the environment again: a server that names another one than its build did, or none, makes
// every page that is open load anew with each click.
const built = '.next/required-server-files.json';
if (existsSync(built)) {
  const { deploymentId } = JSON.parse(readFileSync(built, 'utf8')).config;
  process.env.NEXT_DEPLOYMENT_ID = deploymentId ?? '';
}

// npm passes SIGTERM on to the shell between us and it, and the shell dies of it without a word to us. Looked at
// often enough to be taken for the same signal, where all of us got it.
const LOOK_UP_MS = 250;
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_UP_MS).unref();
}

const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
process.argv.splice(1, 1, next, 'start', '-H', '127.0.0.1');
await import(next);
