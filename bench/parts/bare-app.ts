import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionResult, findServerAction } from '@/e2e/fixtures/action-manifest';
import { freePort, HOST } from '@/scripts/parts/ports.mjs';
import { launchServer, run } from '@/scripts/parts/processes.mjs';
import { inRoot } from '@/scripts/parts/root.mjs';
import { addressOf, LOCAL_KEYS } from '@/scripts/parts/servers.mjs';

const NEXT = inRoot('node_modules', 'next', 'dist', 'bin', 'next');
const FOLDER = inRoot('.cache', 'bench-bare');

/** What Next makes of `bench/bare-app`: beside the packages, so that it is the same Next as ours. */
async function build(): Promise<void> {
  rmSync(join(FOLDER, 'app'), { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  cpSync(inRoot('bench', 'bare-app'), FOLDER, { recursive: true });
  const compilerOptions = { jsx: 'react-jsx', moduleResolution: 'bundler', module: 'esnext' };
  writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const result = await run(process.execPath, [NEXT, 'build'], { cwd: FOLDER, env });
  if (!result.ok) throw new Error(`the bare app could not be built:\n${result.output}`);
}

export type BareApp = {
  url: string;
  /** Calls the bare action as a browser does. */
  pay: (stripeCustomerId: string, stripePaymentMethodId: string) => Promise<void>;
  end: () => Promise<void>;
};

/** The bare app on a production build of the same Next, with the shop's Stripe. */
export async function startBareApp(shop: {
  stripeUrl: string;
  webhookSecret: string;
}): Promise<BareApp> {
  await build();
  const port = await freePort();
  const url = addressOf(port);
  const server = launchServer([NEXT, 'start', '-H', HOST, '-p', String(port)], {
    env: {
      ...process.env,
      ...LOCAL_KEYS,
      NODE_ENV: 'production',
      STRIPE_LOCAL_URL: shop.stripeUrl,
      STRIPE_WEBHOOK_SECRET: shop.webhookSecret,
    },
    cwd: FOLDER,
    logFile: join(FOLDER, 'app.log'),
    graceMs: undefined,
  });
  await untilAnswering(url);
  const { id } = findServerAction('pay', FOLDER);
  const headers = {
    accept: 'text/x-component',
    'next-action': id,
    'content-type': 'text/plain;charset=UTF-8',
    origin: url,
  };
  const pay = async (...args: [string, string]) => {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(args) });
    const answer = actionResult(await response.text()) as { ok: boolean } | undefined;
    if (!answer?.ok) throw new Error(`the bare action answered ${response.status}`);
  };
  return { url, pay, end: () => server.end() };
}

/** A minute, asked ten times a second: it takes one on a quiet machine. */
async function untilAnswering(url: string): Promise<void> {
  for (let tries = 600; tries > 0; tries--) {
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the bare app does not answer');
}
