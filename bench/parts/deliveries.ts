import { Agent, request } from 'node:http';
import Stripe from 'stripe';
import { findPaidIntent } from '@/db/queries/intents';
import { Buyer } from '@/e2e/crash/buyer';
import type { Shop } from '@/e2e/crash/shop';
import { untilQuiet } from './served';

/** As many at once as Stripe may send to a busy shop. */
export const CONNECTIONS = 16;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

export type Delivery = { body: string; signature: string };
export type Event = { id: string; type: string; data: { object: object } };

let made = 0;

/** Events that nobody has seen before, made ahead so that only their way is measured. */
export function deliveries(templates: readonly Event[], secret: string, many: number): Delivery[] {
  return Array.from({ length: many }, (_, n) => {
    const event = { ...templates[n % templates.length], id: `evt_bench${(made += 1)}` };
    const body = JSON.stringify(event);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret });
    return { body, signature };
  });
}

/** All of them, each answered 200, on as many connections. */
export async function deliverAll(url: string, all: readonly Delivery[]): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let each = all[next++]; each; each = all[next++]) await deliver(url, each);
    }),
  );
}

function deliver(url: string, { body, signature }: Delivery): Promise<void> {
  return new Promise((done, failed) => {
    const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
    const call = request(url, { agent, method: 'POST', headers }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200
          ? done()
          : failed(new Error(`an event was answered ${response.statusCode}`)),
      );
    });
    call.on('error', failed);
    call.end(body);
  });
}

export const closeConnections = (): void => agent.destroy();

/** What Stripe tells of orders that are paid, and of refunds of theirs. */
export async function eventsOfPaid(
  shop: Shop,
  orders: number,
): Promise<{ paid: Event[]; refunded: Event[] }> {
  for (let n = 0; n < orders; n++) {
    const buyer = await Buyer.enter(shop, ['visa']);
    await buyer.buy('visa');
    const intent = await findPaidIntent(shop.db.read, (await buyer.order()).id);
    const payment_intent = intent?.stripeIntentId ?? '';
    await shop.stripe.refunds.create({ payment_intent, amount: 100 });
  }
  await untilQuiet(shop);
  const paid = await shop.stripeApi.events('payment_intent.succeeded');
  const refunds = await shop.stripeApi.events('refund.created');
  if (paid.length < orders || refunds.length < orders)
    throw new Error('Stripe tells of too little');
  return { paid, refunded: refunds.map((event) => ({ ...event, type: 'refund.updated' })) };
}
