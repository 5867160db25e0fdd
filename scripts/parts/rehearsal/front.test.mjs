import { afterEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../processes.mjs';
import { inRoot } from '../root.mjs';
import { freePort } from '../ports.mjs';
import { makeCertificate } from './certificate.mjs';
import { startFront, withoutHost } from './front.mjs';

const ended = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** A server that tells what it was asked, with its own address in it. */
async function startEcho(name) {
  const server = createServer((request, response) => {
    const { address, port } = server.address();
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-security-policy':
        'script-src https://js.stripe.com; connect-src https://api.stripe.com',
      'access-control-allow-origin': request.headers.origin ?? 'nobody',
    });
    response.end(
      JSON.stringify({ name, at: `http://${address}:${port}/3ds/1`, heard: request.headers }),
    );
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  ended.push(() => new Promise((done) => server.close(done)));
  return server.address().port;
}

async function startAll(options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cardkeep-front-'));
  ended.push(() => rmSync(folder, { recursive: true }));
  const certificate = await makeCertificate(folder);
  const port = await freePort();
  const stripeUrl = `http://127.0.0.1:${await startEcho('stripe')}`;
  const appPorts = [await startEcho('first'), await startEcho('second')];
  const front = await startFront({ port, certificate, stripeUrl, appPorts, ...options });
  ended.push(front.end);
  const ask = async (url, headers = {}) => {
    const program = `const answer = await fetch(${JSON.stringify(url)}, { headers: ${JSON.stringify(headers)} });
      console.log(JSON.stringify({ headers: Object.fromEntries(answer.headers), body: await answer.json() }));`;
    return JSON.parse(await play(program, { port, certificate }));
  };
  return { ask, port, certificate, front };
}

/** Runs a program as the app runs: it believes the certificate, and Stripe's names lead to the front. */
async function play(program, { port, certificate }) {
  const preload = inRoot('scripts', 'parts', 'rehearsal', 'answer-as-stripe.mjs');
  const args = ['--import', preload, '--input-type=module', '-e', program];
  const result = await run(process.execPath, args, {
    env: {
      PATH: process.env.PATH,
      NODE_EXTRA_CA_CERTS: certificate.file,
      CARDKEEP_STRIPE_PORT: String(port),
    },
  });
  if (!result.ok) throw new Error(result.output);
  return result.output;
}

/** A server that hangs up. */
async function startDropping() {
  const server = createServer((request) => request.socket.destroy());
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  ended.push(() => new Promise((done) => server.close(done)));
  return server.address().port;
}

describe('the front of a rehearsal', () => {
  it("speaks for Stripe under Stripe's names, and hides where that is", async () => {
    const { ask } = await startAll();
    const { body, headers } = await ask('https://api.stripe.com/v1/account', {
      origin: 'https://js.stripe.com',
    });
    expect(body.name).toBe('stripe');
    expect(body.at).toBe('https://hooks.stripe.com/3ds/1');
    expect(body.heard.host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(headers['access-control-allow-origin']).toBe('https://js.stripe.com');
  });

  it('is Stripe to the SDK, too, which has a client of its own', async () => {
    const { port, certificate } = await startAll();
    const program = `import Stripe from 'stripe';
      const stripe = new Stripe('sk_test_rehearsal', { maxNetworkRetries: 0, telemetry: false });
      console.log(JSON.stringify(await stripe.accounts.retrieve('acct_1')));`;
    const { name, heard } = JSON.parse(await play(program, { port, certificate }));
    expect(name).toBe('stripe');
    expect(heard.authorization).toBe('Bearer sk_test_rehearsal');
  });

  it('drops a connection that stripe-local drops', async () => {
    const { ask } = await startAll({ stripeUrl: `http://127.0.0.1:${await startDropping()}` });
    await expect(ask('https://api.stripe.com/v1/account')).rejects.toThrow('other side closed');
  });

  it('brings an answer that comes before the end of what is sent', async () => {
    const refusing = createServer((request, response) => {
      response.writeHead(413, { connection: 'close' }).end('{}');
    });
    await new Promise((ready) => refusing.listen(0, '127.0.0.1', ready));
    ended.push(() => new Promise((done) => refusing.close(done)));
    const { port, certificate } = await startAll({ appPorts: [refusing.address().port] });
    const program = `const body = 'x'.repeat(1024 * 1024);
      const answer = await fetch('https://localhost:${port}/', { method: 'POST', body });
      console.log(answer.status);`;
    expect(await play(program, { port, certificate })).toBe('413');
  });

  it('gives visitors to the app servers in turn, with the address that they come from', async () => {
    const { ask, port } = await startAll();
    const answers = [];
    for (let turn = 0; turn < 2; turn += 1) answers.push(await ask(`https://localhost:${port}/`));
    expect(answers.map(({ body }) => body.name).sort()).toEqual(['first', 'second']);
    expect(answers[0].body.heard).toMatchObject({
      host: `localhost:${port}`,
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '127.0.0.1',
    });
  });

  it('takes a host out of the policy where it is told to', async () => {
    const { ask, port, front } = await startAll({ without: 'js.stripe.com' });
    const policy = async () =>
      (await ask(`https://localhost:${port}/`)).headers['content-security-policy'];
    const asBegun = 'script-src; connect-src https://api.stripe.com';
    expect(await policy()).toBe(asBegun);
    front.leaveOut('api.stripe.com');
    expect(await policy()).toBe('script-src https://js.stripe.com; connect-src');
    front.leaveOut(undefined);
    expect(await policy()).toBe(asBegun);
  });
});

it('a policy loses one host and no other', () => {
  const policy =
    'frame-src https://js.stripe.com https://*.js.stripe.com; img-src https://*.stripe.com';
  expect(withoutHost(policy, 'js.stripe.com')).toBe(
    'frame-src https://*.js.stripe.com; img-src https://*.stripe.com',
  );
});
