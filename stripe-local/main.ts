import { parseArgs } from 'node:util';
import { isLiveKey } from './api/keys';
import { CURRENT_API_VERSION } from './api/versions';
import { addEndpoint } from './resources/webhook-endpoints';
import { startStripeLocal, type StripeLocal, type StripeLocalOptions } from './server';

const DEFAULT_PORT = 4242;

const USAGE = `stripe-local [--port 4242] [--data FILE] [--seed N] [--webhook URL --webhook-secret whsec_…]`;

/** Ends with one line that says what is wrong. */
function refuse(message: string): never {
  process.stderr.write(`stripe-local: ${message}\n`);
  process.exit(1);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: process.env.STRIPE_LOCAL_PORT ?? String(DEFAULT_PORT) },
        data: { type: 'string' },
        seed: { type: 'string' },
        webhook: { type: 'string' },
        'webhook-secret': { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function readNumber(name: string, text: string, largest: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= largest) return number;
  return refuse(`--${name} ${text} is not a number from 0 to ${largest}`);
}

// Whoever has a live key set here is about to mix up test and real money.
function refuseLiveKeys(): void {
  for (const [name, value] of Object.entries(process.env)) {
    if (value && isLiveKey(value)) refuse(`${name} holds a live key; only test keys belong here`);
  }
}

/** Points the endpoint given on the command line at its URL, once, however often this is started. */
function registerWebhook({ world }: StripeLocal, url: string, secret: string): void {
  for (const { object, deleted } of world.webhookEndpoints.all()) {
    if (!deleted && object.metadata.from === 'command line') {
      world.webhookEndpoints.delete(object.id);
    }
  }
  addEndpoint(world, {
    url,
    secret,
    enabled_events: ['*'],
    api_version: CURRENT_API_VERSION,
    metadata: { from: 'command line' },
  });
  world.commit();
}

async function start(options: StripeLocalOptions): Promise<StripeLocal> {
  try {
    return await startStripeLocal(options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return refuse(`port ${options.port} is taken; choose another with --port`);
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  refuseLiveKeys();
  const port = readNumber('port', options.port, 65535);
  const { webhook, 'webhook-secret': secret } = options;
  if (Boolean(webhook) !== Boolean(secret)) refuse('--webhook and --webhook-secret go together');
  if (webhook && !URL.canParse(webhook)) refuse(`--webhook ${webhook} is not a URL`);
  const running = await start({
    port,
    ...(options.data ? { dataFile: options.data } : {}),
    ...(options.seed ? { seed: readNumber('seed', options.seed, 2 ** 32 - 1) } : {}),
  });
  if (webhook && secret) registerWebhook(running, webhook, secret);
  const stop = () => {
    running.close().then(
      () => process.exit(0),
      (error: unknown) => refuse(String(error)),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(`stripe-local listening on ${running.url}\n`);
  // A program that started this one over a channel need not read its output to know.
  process.send?.({ listeningOn: running.url });
}

main().catch((error: unknown) => refuse(error instanceof Error ? error.message : String(error)));
