import type { Fault, FaultInput } from '../control/faults';
import type { CardUpdate } from '../control/issuer';
import type { SeenRequest } from '../control/requests';
import type { Delivery } from '../state/rows';
import type { Mode } from '../webhooks/deliveries';

interface List<T> {
  readonly data: readonly T[];
}

/** The control API as stripe-local's own tests use it; the application's tests have their client in e2e/. */
export class Control {
  constructor(private readonly base: string) {}

  async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const text = body === undefined ? null : JSON.stringify(body);
    const response = await fetch(this.base + path, { method, body: text });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer as Answer;
  }

  reset = () => this.call('POST', '/_local/reset');
  advance = (seconds: number) => this.call('POST', '/_local/clock', { advance_seconds: seconds });
  snapshot = (name: string) => this.call('POST', '/_local/snapshot', { name });
  restore = (name: string) => this.call('POST', '/_local/restore', { name });
  arm = (fault: FaultInput) => this.call<Fault>('POST', '/_local/faults', fault);
  disarm = () => this.call('DELETE', '/_local/faults');
  faults = async () => (await this.call<List<Fault>>('GET', '/_local/faults')).data;
  holds = async () =>
    (await this.call<List<{ method: string; path: string }>>('GET', '/_local/holds')).data;
  endHolds = async (fate: 'arrive' | 'lost') =>
    (await this.call<{ released: number }>('POST', '/_local/holds/release', { fate })).released;
  requests = async () => (await this.call<List<SeenRequest>>('GET', '/_local/requests')).data;
  forgetRequests = () => this.call('DELETE', '/_local/requests');
  limitKey = (key: string, permissions: readonly string[]) =>
    this.call('PUT', '/_local/restricted_keys', { key, permissions });
  setWebhooks = (mode: Mode) => this.call('POST', '/_local/webhooks', { mode });
  settle = () => this.call('POST', '/_local/webhooks/settle');
  release = (order: 'forward' | 'reverse') =>
    this.call<List<Delivery>>('POST', '/_local/webhooks/release', { order });
  send = async (event: string, times: number) =>
    (await this.call<List<Delivery>>('POST', `/_local/events/${event}/send?times=${times}`)).data;
  updateCard = (id: string, update: CardUpdate) =>
    this.call('POST', `/_local/payment_methods/${id}/automatically_update`, update);
  authenticate = (id: string, passed = true) =>
    this.call<{ return_url: string | null }>('POST', `/_3ds/${id}/${passed ? 'complete' : 'fail'}`);
}
