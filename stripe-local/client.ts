import type { DisputeKind } from './cards/card';
import type { Fault, FaultInput } from './control/faults';
import type { Fate, HeldRequest } from './control/holds';
import type { CardUpdate } from './control/issuer';
import type { Verdict } from './control/read-command';
import type { SeenRequest } from './control/requests';
import type { Delivery } from './state/rows';
import type { Mode } from './webhooks/deliveries';
import { homeOf } from './worlds/names';

export type { Fault, FaultInput, FaultKind } from './control/faults';
export type { SeenRequest } from './control/requests';

export interface WorldSeen {
  readonly name: string;
  readonly account: string;
  readonly url: string;
}

export interface ThinEventSent {
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly related_object: unknown;
  };
  readonly attempts: readonly { readonly status: number | null }[];
}

/**
 * A typed way to stripe-local's control API (docs/stripe-local.md): for its own tests, and the only part of it that
 * the tests of others may import, because it speaks HTTP as they do.
 */
export class StripeLocalClient {
  private readonly base: string;

  /** Of the world that a key such as `sk_test_local_<world>` is of; of the default one where none is named. */
  constructor(
    private readonly address: string,
    world: string | null = null,
  ) {
    this.base = address + homeOf(world);
  }

  /** The worlds that somebody has named. */
  async worlds(): Promise<readonly WorldSeen[]> {
    return (await this.request<{ data: WorldSeen[] }>('GET', `${this.address}/_local/worlds`)).data;
  }

  /** Forgets a world and everything in it; tells whether there was one. */
  async dropWorld(name: string): Promise<boolean> {
    const url = `${this.address}/_local/worlds/${name}`;
    return (await this.request<{ dropped: boolean }>('DELETE', url)).dropped;
  }

  health(): Promise<{
    ok: true;
    world: string | null;
    account: string;
    now: number;
    webhooks: Mode;
  }> {
    return this.call('GET', 'health');
  }

  /** Forgets every object; the account and the webhook endpoints stay. */
  reset(): Promise<void> {
    return this.call('POST', 'reset');
  }

  async requests(): Promise<readonly SeenRequest[]> {
    return (await this.call<{ data: SeenRequest[] }>('GET', 'requests')).data;
  }

  forgetRequests(): Promise<void> {
    return this.call('DELETE', 'requests');
  }

  arm(fault: FaultInput): Promise<Fault> {
    return this.call('POST', 'faults', fault);
  }

  async faults(): Promise<readonly Fault[]> {
    return (await this.call<{ data: Fault[] }>('GET', 'faults')).data;
  }

  disarm(): Promise<void> {
    return this.call('DELETE', 'faults');
  }

  /** The requests that a `hold` keeps from arriving. */
  async holds(): Promise<readonly HeldRequest[]> {
    return (await this.call<{ data: HeldRequest[] }>('GET', 'holds')).data;
  }

  /** Lets what is held arrive, late as it is, or has it lost on its way. Returns how many. */
  async endHolds(fate: Fate): Promise<number> {
    return (await this.call<{ released: number }>('POST', 'holds/release', { fate })).released;
  }

  /** From now on this `rk_test_…` key may do only what is named here, such as `rak_customer_write`. */
  limitKey(key: string, permissions: readonly string[]): Promise<void> {
    return this.call('PUT', 'restricted_keys', { key, permissions });
  }

  advance(seconds: number): Promise<{ now: number }> {
    return this.call('POST', 'clock', { advance_seconds: seconds });
  }

  snapshot(name = 'default'): Promise<void> {
    return this.call('POST', 'snapshot', { name });
  }

  restore(name = 'default'): Promise<void> {
    return this.call('POST', 'restore', { name });
  }

  webhooks(): Promise<{ mode: Mode; deliveries: readonly Delivery[] }> {
    return this.call('GET', 'webhooks');
  }

  setWebhooks(mode: Mode): Promise<void> {
    return this.call('POST', 'webhooks', { mode });
  }

  /** Sends what was held, each after the one before was answered. */
  async release(
    order: 'forward' | 'reverse' | readonly string[] = 'forward',
  ): Promise<readonly Delivery[]> {
    return (await this.call<{ data: Delivery[] }>('POST', 'webhooks/release', { order })).data;
  }

  /** Resolves when no delivery is on its way any more. */
  settle(): Promise<void> {
    return this.call('POST', 'webhooks/settle');
  }

  async send(event: string, times = 1): Promise<readonly Delivery[]> {
    const path = `events/${event}/send?times=${times}`;
    return (await this.call<{ data: Delivery[] }>('POST', path)).data;
  }

  /** Sends an event notification of API v2 to every endpoint: `body` may name its `type` and `related_object`. */
  sendThinEvent(body: object = {}): Promise<ThinEventSent> {
    return this.call('POST', 'thin_events', body);
  }

  /** What an issuer does when it replaces a card. */
  updateCard(paymentMethod: string, update: CardUpdate): Promise<unknown> {
    return this.call('POST', `payment_methods/${paymentMethod}/automatically_update`, update);
  }

  expireCard(paymentMethod: string): Promise<unknown> {
    return this.call('POST', `payment_methods/${paymentMethod}/expire`);
  }

  /** Has the issuer decline the next payments with a card, as a decline code of Stripe's test cards says. */
  declineNext(paymentMethod: string, decline: string, times = 1): Promise<unknown> {
    return this.call('POST', `payment_methods/${paymentMethod}/decline`, { decline, times });
  }

  openDispute(charge: string, kind: DisputeKind = 'chargeback'): Promise<{ id: string }> {
    return this.call('POST', `charges/${charge}/dispute`, { kind });
  }

  /** A refund that is pending can still be canceled, as in Stripe's Dashboard. */
  cancelRefund(refund: string): Promise<{ status: string }> {
    return this.call('POST', `refunds/${refund}/cancel`);
  }

  decideDispute(dispute: string, verdict: Verdict): Promise<{ status: string }> {
    return this.call('POST', `disputes/${dispute}/decide`, { verdict });
  }

  /** Answers a 3-D Secure challenge as its buttons do. */
  authenticate(authentication: string, passed = true): Promise<{ return_url: string | null }> {
    return this.request(
      'POST',
      `${this.base}/_3ds/${authentication}/${passed ? 'complete' : 'fail'}`,
    );
  }

  private call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.request(method, `${this.base}/_local/${path}`, body);
  }

  private async request<Answer>(method: string, url: string, body?: unknown): Promise<Answer> {
    const response = await fetch(url, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) {
      throw new Error(
        `${method} ${new URL(url).pathname}: ${response.status} ${JSON.stringify(answer)}`,
      );
    }
    return answer as Answer;
  }
}
