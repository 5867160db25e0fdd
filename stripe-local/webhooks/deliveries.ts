import type Stripe from 'stripe';
import type { Delivery } from '../state/rows';
import type { World } from '../state/world';
import { postSigned } from './post-signed';

/** Sandboxes get three tries; when the later two come is not published, so these are our own. */
const TRY_AGAIN_AFTER_MS = [60_000, 60 * 60_000];

export type Mode = 'deliver' | 'hold' | 'drop';

/** Sends events to the endpoints that want them, tries again, and does what a tester asks for. */
export class Deliveries {
  mode: Mode = 'deliver';
  private readonly underWay = new Set<Promise<void>>();
  private closed = false;

  constructor(private readonly world: World) {
    world.onEvent = (event) => this.begin(event);
    world.onJob.set('deliver', (id) => this.send(id));
    world.resend = (event, endpoint) => {
      for (const each of endpoint ? [endpoint] : this.wanting(this.eventOf(event))) {
        this.send(this.add(event, each, 'waiting'));
      }
    };
  }

  private eventOf(id: string): Stripe.EventBase {
    const event = this.world.events.find(id)?.object;
    if (!event) throw new Error(`there is no event ${id}`);
    return event;
  }

  private wanting(event: Stripe.EventBase): readonly string[] {
    return this.world.webhookEndpoints
      .all()
      .filter(
        ({ object, deleted }) =>
          !deleted &&
          object.status === 'enabled' &&
          (object.enabled_events.includes('*') || object.enabled_events.includes(event.type)),
      )
      .map(({ object }) => object.id);
  }

  private begin(event: Stripe.EventBase): void {
    const endpoints = this.wanting(event);
    if (!endpoints.length) return;
    this.world.events.replace(event.id, { ...event, pending_webhooks: endpoints.length });
    const state = { deliver: 'waiting', hold: 'held', drop: 'dropped' } as const;
    for (const endpoint of endpoints) {
      const id = this.add(event.id, endpoint, state[this.mode]);
      if (this.mode === 'deliver') setImmediate(() => this.send(id));
    }
  }

  private add(event: string, endpoint: string, state: Delivery['state']): string {
    const id = `dlv_${this.world.ids.text(24)}`;
    const delivery: Delivery = { id, object: 'delivery', event, endpoint, state, attempts: [] };
    this.world.deliveries.add(delivery, null);
    return id;
  }

  /** Sends an event once more to everyone who wants it, as often as asked. */
  async resend(eventId: string, times: number, endpoint?: string): Promise<readonly Delivery[]> {
    const event = this.eventOf(eventId);
    const ids: string[] = [];
    for (let time = 0; time < times; time++) {
      for (const each of endpoint ? [endpoint] : this.wanting(event)) {
        ids.push(this.add(eventId, each, 'waiting'));
      }
    }
    // One after the other: a duplicate at Stripe does not overtake the first.
    for (const id of ids) await this.attempt(id);
    return ids.flatMap((id) => this.world.deliveries.find(id)?.object ?? []);
  }

  /** Lets held deliveries go, in the order asked for, each after the one before was answered. */
  async release(order: 'forward' | 'reverse' | readonly string[]): Promise<readonly Delivery[]> {
    const held = this.world.deliveries
      .all()
      .map((row) => row.object)
      .filter((delivery) => delivery.state === 'held');
    const chosen = Array.isArray(order)
      ? order.flatMap((event) => held.filter((delivery) => delivery.event === event))
      : order === 'reverse'
        ? held.reverse()
        : held;
    for (const delivery of chosen) await this.attempt(delivery.id);
    return chosen.flatMap(({ id }) => this.world.deliveries.find(id)?.object ?? []);
  }

  /** Waits until nothing is on its way. */
  async settled(): Promise<void> {
    while (this.underWay.size) await Promise.all(this.underWay);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.settled();
  }

  private send(id: string): void {
    if (this.closed) return;
    const task = this.attempt(id).finally(() => this.underWay.delete(task));
    this.underWay.add(task);
  }

  private async attempt(id: string): Promise<void> {
    const delivery = this.world.deliveries.find(id)?.object;
    const event = this.world.events.find(delivery?.event ?? '')?.object;
    const endpoint = this.world.webhookEndpoints.find(delivery?.endpoint ?? '');
    if (!delivery || !event || !endpoint || endpoint.deleted) return;
    const { object, own } = endpoint;
    const attempt = await postSigned(object.url, own.secret, {
      ...event,
      api_version: object.api_version ?? event.api_version,
    });
    // The world may have been reset while the endpoint was thinking.
    const now = this.world.deliveries.find(id)?.object;
    if (!now) return;
    const attempts = [...now.attempts, attempt];
    const arrived = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    const next = TRY_AGAIN_AFTER_MS[attempts.length - 1];
    const state = arrived ? 'succeeded' : next === undefined ? 'failed' : 'waiting';
    this.world.deliveries.replace(id, { ...now, attempts, state });
    if (arrived) this.count(event.id);
    else if (next !== undefined) this.world.jobs.add('deliver', id, next);
    this.world.commit();
  }

  private count(eventId: string): void {
    const event = this.world.events.find(eventId)?.object;
    if (!event || event.pending_webhooks === 0) return;
    const pending_webhooks = event.pending_webhooks - 1;
    this.world.events.replace(eventId, { ...event, pending_webhooks });
  }
}
