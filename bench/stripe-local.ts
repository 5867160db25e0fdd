/**
 * How fast stripe-local creates and confirms payments over HTTP, among few objects and among many, and what an intent
 * costs in memory. `npm run bench -- stripe-local [--quick]`
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tell } from './parts/figure';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const OBJECTS = values.quick ? 20_000 : 100_000;

/** Enough connections to keep the one core of the server busy. */
const CONNECTIONS = 16;
const MEASURED = 3_000;

/** Starts a server of its own and waits for the line that says where it listens. */
function start(): Promise<{ server: ChildProcess; base: string }> {
  const main = fileURLToPath(new URL('../stripe-local/main.ts', import.meta.url));
  const args = ['--expose-gc', '--import', 'tsx', main, '--port', '0'];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((done, failed) => {
    server.once('exit', (code) => failed(new Error(`stripe-local ended with ${code}`)));
    server.stdout.on('data', (text: Buffer) => {
      const [base] = /http:\/\/\S+/.exec(text.toString()) ?? [];
      if (base) done({ server, base });
    });
  });
}

async function heapUsed(base: string): Promise<number> {
  const response = await fetch(`${base}/_local/memory`);
  return ((await response.json()) as { heap_used: number }).heap_used;
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

function post(url: URL, form: string): Promise<{ id: string; status: string }> {
  return new Promise((done, failed) => {
    const call = request(
      {
        agent,
        hostname: url.hostname,
        port: url.port,
        path: url.pathname,
        method: 'POST',
        headers: {
          authorization: 'Bearer sk_test_bench',
          'content-type': 'application/x-www-form-urlencoded',
          'stripe-version': '2026-10-28.endive',
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => done(JSON.parse(text) as { id: string; status: string }));
      },
    );
    call.on('error', failed);
    call.end(form);
  });
}

async function pay(base: string, times: number, form: string): Promise<number> {
  const url = new URL('/v1/payment_intents', base);
  let left = times;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) {
        const intent = await post(url, form);
        if (intent.status !== 'succeeded') throw new Error(`not paid: ${JSON.stringify(intent)}`);
      }
    }),
  );
  return (times / (performance.now() - started)) * 1000;
}

async function main(): Promise<void> {
  const { server, base } = await start();
  const customer = await post(new URL('/v1/customers', base), 'email=bench@example.test');
  const method = await post(
    new URL('/v1/payment_methods/pm_card_visa/attach', base),
    `customer=${customer.id}`,
  );
  const form =
    `amount=4800&currency=eur&confirm=true&customer=${customer.id}&payment_method=${method.id}` +
    '&allowed_payment_method_types[]=card';
  // The first thousand warm the engine up; the numbers are about a server that runs.
  await pay(base, 1_000, form);
  const few = await pay(base, MEASURED, form);
  const before = await heapUsed(base);
  const filled = OBJECTS - MEASURED - 1_000;
  await pay(base, filled, form);
  const perIntent = ((await heapUsed(base)) - before) / filled;
  const many = await pay(base, MEASURED, form);
  tell({
    figure: `stripe-local creates and confirms, among ${OBJECTS.toLocaleString('en')} intents`,
    ours: `${many.toFixed(0)}/s`,
    beside: `among ${(MEASURED + 1_000).toLocaleString('en')}: ${few.toFixed(0)}/s`,
    ratio: many / few,
    goal: '',
  });
  tell({
    figure: "What an intent with its charge and events costs in stripe-local's memory",
    ours: `${Math.round(perIntent / 1024)} KiB`,
    beside: '',
    ratio: null,
    goal: '',
  });
  agent.destroy();
  server.removeAllListeners('exit').kill();
}

await main();
