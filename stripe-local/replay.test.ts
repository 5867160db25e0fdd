import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startForTest } from './testing/start';

const replayer = fileURLToPath(new URL('../../shared/stripe/replay.mjs', import.meta.url));
const here = existsSync(replayer);
const title = here
  ? 'answers as Stripe was recorded to answer'
  : 'answers as Stripe was recorded to answer (skipped: the recordings are not beside this folder)';

it.skipIf(!here)(title, async () => {
  const { local, close } = await startForTest();
  const { stdout } = await promisify(execFile)(process.execPath, [replayer, '--base', local.url], {
    maxBuffer: 16 * 1024 * 1024,
  }).catch((failed: { stdout: string }) => failed);
  await close();
  const share = (name: string): number => {
    const [, agree = '0', all = '1'] = new RegExp(`${name}: (\\d+)/(\\d+)`).exec(stdout) ?? [];
    return Number(agree) / Number(all);
  };
  expect(stdout).toMatch(/\d+ passed, 0 failed\s*$/);
  expect(share('behaviour')).toBe(1);
  expect(share('message')).toBe(1);
  // Two recordings hold a statement descriptor that the replayer, for endive's sake, does not send.
  expect(share('shape')).toBeGreaterThanOrEqual(0.99);
});
