import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Stripe from 'stripe';
import { freePort } from './free-port';

export interface RunningStripe {
  readonly origin: string;
  readonly stripe: Stripe;
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL('../../main.ts', import.meta.url));

/** Starts stripe-local the way people do, and resolves when it says that it listens. */
export const startStripeLocal = async (): Promise<RunningStripe> => {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const listening = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said);
      if (listening?.[1] !== undefined) resolve(listening[1]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`stripe-local did not start:\n${said}`)));
  });
  return {
    origin,
    stripe: new Stripe('sk_test_browser_side', { host: '127.0.0.1', port, protocol: 'http' }),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
