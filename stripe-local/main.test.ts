import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const program = ['--import', 'tsx', main];

interface Ended {
  readonly code: number | string | null | undefined;
  readonly said: string;
}

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  new Promise((done) => {
    const variables = { ...process.env, ...env };
    execFile(process.execPath, [...program, ...args], { env: variables }, (error, _, said) =>
      done({ code: error?.code, said }),
    );
  });

const taken = createServer();
beforeAll(() => new Promise<void>((ready) => taken.listen(0, '127.0.0.1', ready)));
afterAll(() => void taken.close());

const LIVE = 'sk_live_0123456789abcdef';
const takenPort = () => String((taken.address() as AddressInfo).port);

it.each([
  ['a live key in the environment', () => ['--port', '0'], { STRIPE_SECRET_KEY: LIVE }, 'live key'],
  ['a taken port', () => ['--port', takenPort()], {}, 'is taken; choose another with --port'],
  ['a port that is none', () => ['--port', '99999'], {}, 'not a number from 0 to 65535'],
  ['a secret without an endpoint', () => ['--webhook-secret', 'whsec_1'], {}, 'go together'],
] as const)('does not start with %s, and says why in one line', async (_, args, env, why) => {
  const { code, said } = await run(args(), env);
  expect(code).toBe(1);
  expect(said).toContain(why);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said).not.toContain(LIVE);
});

it('is reached from this machine only', async () => {
  const child = spawn(process.execPath, [...program, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((done) =>
    child.stdout.on('data', (text: Buffer) => {
      const [, found] = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(text.toString()) ?? [];
      if (found) done(found);
    }),
  );
  expect((await fetch(`http://127.0.0.1:${port}/_local/health`)).status).toBe(200);
  const outside = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  for (const { address } of outside) {
    await expect(fetch(`http://${address}:${port}/_local/health`)).rejects.toThrow();
  }
  child.kill();
});
