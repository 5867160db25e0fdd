type Form = { readonly [name: string]: string | number | boolean | Form };

type Object = { id: string };
export type IntentAtStripe = Object & {
  status: string;
  amount: number;
  customer: string | null;
  payment_method: string | null;
  setup_future_usage: string | null;
  latest_charge: string | null;
  client_secret: string;
  metadata: { order_id?: string };
  next_action: { use_stripe_sdk?: { source: string } } | null;
};
export type CardAtStripe = Object & {
  customer: string | null;
  allow_redisplay: string;
  card: { fingerprint: string; last4: string };
};
export type ChargeAtStripe = Object & { amount: number; status: string; refunded: boolean };
export type EventAtStripe = Object & {
  type: string;
  api_version: string;
  data: { object: Object };
};
type List<T> = { data: T[] };

/** Stripe's API over plain HTTP, for what a browser, the Dashboard or a bank would do. */
export class StripeApi {
  constructor(private readonly url: string) {}

  post<T = Object>(path: string, form: Form = {}): Promise<T> {
    return this.call(path, { method: 'POST', body: new URLSearchParams(flat(form)) });
  }

  get<T>(path: string): Promise<T> {
    return this.call(path, {});
  }

  delete(path: string): Promise<Object> {
    return this.call(path, { method: 'DELETE' });
  }

  intent(id: string): Promise<IntentAtStripe> {
    return this.get(`payment_intents/${id}`);
  }

  card(id: string): Promise<CardAtStripe> {
    return this.get(`payment_methods/${id}`);
  }

  async cardsOf(customer: string): Promise<CardAtStripe[]> {
    return (await this.get<List<CardAtStripe>>(`payment_methods?customer=${customer}`)).data;
  }

  async intentsOf(customer: string): Promise<IntentAtStripe[]> {
    return (await this.get<List<IntentAtStripe>>(`payment_intents?customer=${customer}`)).data;
  }

  /** Only charges that took money. */
  async chargesOf(customer: string): Promise<ChargeAtStripe[]> {
    const listed = await this.get<List<ChargeAtStripe>>(`charges?customer=${customer}`);
    return listed.data.filter(({ status }) => status === 'succeeded');
  }

  /** The newest first. */
  async events(type: string): Promise<EventAtStripe[]> {
    return (await this.get<List<EventAtStripe>>(`events?type=${type}&limit=100`)).data;
  }

  /** Confirms as Stripe.js does in the browser of whoever holds the secret. */
  confirm(kind: 'payment_intents' | 'setup_intents', clientSecret: string, paymentMethod: string) {
    const id = clientSecret.split('_secret_')[0] ?? '';
    return this.post<{ id: string; status: string }>(`${kind}/${id}/confirm`, {
      payment_method: paymentMethod,
      use_stripe_sdk: true,
      return_url: 'http://127.0.0.1/return',
    });
  }

  /** Answers the open challenge of an intent, as its owner does in the bank's frame. */
  async answerChallenge(intentId: string, passed = true): Promise<void> {
    const kind = intentId.startsWith('seti_') ? 'setup_intents' : 'payment_intents';
    const { next_action: next } = await this.get<IntentAtStripe>(`${kind}/${intentId}`);
    const source = next?.use_stripe_sdk?.source;
    if (!source) throw new Error(`${intentId} asks for no challenge`);
    const path = `/_3ds/${source}/${passed ? 'complete' : 'fail'}`;
    const response = await fetch(this.url + path, { method: 'POST' });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status}`);
  }

  private async call<T>(path: string, init: RequestInit): Promise<T> {
    const response = await fetch(`${this.url}/v1/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${SECRET_KEY}` },
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer as T;
  }
}

export const SECRET_KEY = 'sk_test_cardkeep';

const flat = (form: Form, prefix = ''): [string, string][] =>
  Object.entries(form).flatMap(([name, value]) => {
    const key = prefix ? `${prefix}[${name}]` : name;
    return typeof value === 'object' ? flat(value, key) : [[key, String(value)]];
  });
