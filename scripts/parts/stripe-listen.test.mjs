import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { startStripeLocal } from './servers.mjs';
import { findStripeCli, listenSecret, startListening } from './stripe-listen.mjs';

const cli = findStripeCli();
const about = cli ? 'stripe listen' : 'stripe listen (skipped: the Stripe CLI is not installed)';

/** What a server is sent first: the body, and what it is signed with. */
async function firstSent() {
  let tell;
  const first = new Promise((resolve) => (tell = resolve));
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      response.end();
      tell({ body: Buffer.concat(chunks), signature: request.headers['stripe-signature'] });
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { first, server, url: `http://127.0.0.1:${server.address().port}/webhook` };
}

describe.skipIf(!cli)(about, () => {
  it('carries what Stripe tells, signed with the secret that was read before, until it is ended', async () => {
    const secretKey = 'sk_test_local_listen';
    const stripeLocal = await startStripeLocal();
    const { first, server, url } = await firstSent();
    const secret = await listenSecret(cli, secretKey, stripeLocal.url);
    const logFile = join(mkdtempSync(join(tmpdir(), 'listen-')), 'stripe-listen.log');
    const apiBase = stripeLocal.url;
    const listener = await startListening(cli, { secretKey, url, logFile, apiBase });

    const { hostname: host, port } = new URL(stripeLocal.url);
    const stripe = new Stripe(secretKey, { host, port, protocol: 'http' });
    const customer = await stripe.customers.create();
    const { body, signature } = await first;
    expect(stripe.webhooks.constructEvent(body, signature, secret).data.object.id).toBe(
      customer.id,
    );

    await listener.end();
    expect(await listener.ended).toMatchObject({ signal: 'SIGTERM' });
    expect(readFileSync(logFile, 'utf8')).toContain('Ready!');
    server.closeAllConnections();
    server.close();
    await stripeLocal.end();
  });

  it('says why it did not become ready', async () => {
    const { server, url } = await firstSent();
    const logFile = join(mkdtempSync(join(tmpdir(), 'listen-')), 'stripe-listen.log');
    const apiBase = new URL(url).origin;
    server.close();
    const started = startListening(cli, { secretKey: 'sk_test_nobody', url, logFile, apiBase });
    await expect(started).rejects.toThrow(/stripe listen did not become ready/);
  });
});
