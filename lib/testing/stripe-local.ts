import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type StripeLocalProcess = { url: string; stop: () => Promise<void> };

/** Starts stripe-local as the program that it is, on a free port, keeping nothing. */
export async function startStripeLocal(): Promise<StripeLocalProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'stripe-local/main.ts', '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  // A test run that is broken off must not leave it behind.
  process.once('exit', () => child.kill());
  const url = await Promise.race([
    addressFrom(child.stdout),
    ended.then(([code]) => {
      throw new Error(`stripe-local ended with ${String(code)} before it was ready`);
    }),
  ]);
  return {
    url,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

async function addressFrom(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /^stripe-local listening on (\S+)$/.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error('stripe-local never said where it listens');
}
