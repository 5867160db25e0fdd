import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import type { WhichStripe } from '../kit/which-stripe';
import { tipJarDocument } from './document';

const VERSION = '2026-10-28.endive';
const TIP = { amount: 500, currency: 'eur' };

/** What the jar says of a tip after each kind of event. */
const SAYS = new Map([
  ['payment_intent.succeeded', 'Thank you'],
  ['charge.refunded', 'Given back'],
  ['charge.dispute.created', 'Disputed'],
]);

/**
 * The smallest app that takes money: one page with a Payment Element, and one webhook. It is here to be tested by the
 * kit, and knows nothing of it nor of the shop.
 */
export class TipJar {
  /** The events that it is done with. */
  readonly handled = new Set<string>();
  private readonly said = new Map<string, string>();

  private constructor(
    private readonly stripe: Stripe,
    readonly which: WhichStripe,
    private readonly server: Server,
    private readonly webhookSecret: string,
    readonly url: string,
  ) {}

  static async open(which: WhichStripe): Promise<TipJar> {
    const stripe = new Stripe(which.secretKey, { apiVersion: VERSION, ...which.host });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { secret = '' } = await stripe.webhookEndpoints.create({
      url: `${url}/webhook`,
      api_version: VERSION,
      enabled_events: ['payment_intent.succeeded', 'charge.refunded', 'charge.dispute.created'],
    });
    const jar = new TipJar(stripe, which, server, secret, url);
    server.on('request', (request, response) => void jar.serve(request, response));
    return jar;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const answer = (status: number, body: string, type = 'text/plain') =>
      response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body);
    if (pathname === '/webhook') {
      const isTrue = await this.hear(await bodyOf(request), request.headers['stripe-signature']);
      return void answer(isTrue ? 200 : 400, '');
    }
    if (pathname === '/said') {
      return void answer(200, this.said.get(searchParams.get('tip') ?? '') ?? 'Waiting for Stripe');
    }
    if (pathname !== '/') return void answer(404, '');
    const tip = searchParams.get('payment_intent');
    const { client_secret: clientSecret } = tip
      ? { client_secret: null }
      : await this.stripe.paymentIntents.create(TIP);
    answer(200, tipJarDocument({ which: this.which, tip, clientSecret }), 'text/html');
  }

  /** False for what Stripe has not signed. */
  private async hear(body: string, signature: string | string[] = ''): Promise<boolean> {
    let event: Stripe.Event;
    try {
      event = this.stripe.webhooks.constructEvent(body, signature, this.webhookSecret);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
      throw error;
    }
    const object = event.data.object as { id?: string; payment_intent?: string };
    const tip = object.payment_intent ?? object.id;
    const says = SAYS.get(event.type);
    if (tip !== undefined && says !== undefined) this.said.set(tip, says);
    this.handled.add(event.id);
    return true;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}
