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
  /** Asks as the app does: another program, which believes the certificate and maps Stripe's names. */
  const ask = async (url, headers = {}) => {
    const program = `const answer = await fetch(${JSON.stringify(url)}, { headers: ${JSON.stringify(headers)} });
      console.log(JSON.stringify({ headers: Object.fromEntries(answer.headers), body: await answer.json() }));`;
    const result = await run(
      process.execPath,
      [
        '--import',
        inRoot('scripts', 'parts', 'rehearsal', 'answer-as-stripe.mjs'),
        '--input-type=module',
        '-e',
        program,
      ],
      {
        env: {
          PATH: process.env.PATH,
          NODE_EXTRA_CA_CERTS: certificate.file,
          CARDKEEP_STRIPE_PORT: String(port),
        },
      },
    );
    if (!result.ok) throw new Error(result.output);
    return JSON.parse(result.output);
  };
  return { ask, port };
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
    const { ask, port } = await startAll({ without: 'js.stripe.com' });
    const { headers } = await ask(`https://localhost:${port}/`);
    expect(headers['content-security-policy']).toBe(
      'script-src; connect-src https://api.stripe.com',
    );
  });
});

it('a policy loses one host and no other', () => {
  const policy =
    'frame-src https://js.stripe.com https://*.js.stripe.com; img-src https://*.stripe.com';
  expect(withoutHost(policy, 'js.stripe.com')).toBe(
    'frame-src https://*.js.stripe.com; img-src https://*.stripe.com',
  );
});
