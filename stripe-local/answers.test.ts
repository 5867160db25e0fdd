import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './testing/ask';
import { type Started, startForTest } from './testing/start';

let started: Started;
beforeAll(async () => {
  started = await startForTest();
});
afterAll(() => started.close());

const post = (path: string, form: string, idempotencyKey?: string) =>
  ask(started.local.url, `POST ${path}`, form, idempotencyKey ? { idempotencyKey } : {});
const CARD = 'amount=4800&currency=eur&allowed_payment_method_types[]=card';

describe('off_session', () => {
  it.each([
    ['false', 200],
    ['true', 400],
    ['one_off', 400],
    ['recurring', 400],
  ])('%s without confirm is answered %i at creation', async (value, status) => {
    const answer = await post('/v1/payment_intents', `${CARD}&off_session=${value}`);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.error?.param).toBe('off_session');
  });

  it('false beside setup_future_usage says nothing about later', async () => {
    const form = `${CARD}&payment_method=pm_card_visa&confirm=true&setup_future_usage=off_session`;
    expect((await post('/v1/payment_intents', `${form}&off_session=false`)).status).toBe(200);
    expect((await post('/v1/payment_intents', `${form}&off_session=true`)).status).toBe(400);
  });
});

describe('Stripe-Should-Retry', () => {
  const retry = async (answer: ReturnType<typeof post>): Promise<[number, string | null]> => {
    const { status, headers } = await answer;
    return [status, headers.get('stripe-should-retry')];
  };

  it('is false where a POST was answered 200 or 402, also from memory', async () => {
    const declined = `${CARD}&payment_method=pm_card_chargeDeclined&confirm=true`;
    for (const key of [undefined, 'kept', 'kept']) {
      expect(await retry(post('/v1/payment_intents', declined, key))).toEqual([402, 'false']);
    }
    for (const key of [undefined, 'made', 'made']) {
      expect(await retry(post('/v1/customers', 'name=Ada', key))).toEqual([200, 'false']);
    }
  });

  it('is not said to anything else', async () => {
    expect(await retry(post('/v1/payment_intents', 'amount=0&currency=eur'))).toEqual([400, null]);
    expect(await retry(post('/v1/charges/ch_none', ''))).toEqual([404, null]);
    expect(await retry(ask(started.local.url, 'GET /v1/customers'))).toEqual([200, null]);
    const { body } = await post('/v1/customers', '');
    const remove = ask(started.local.url, `DELETE /v1/customers/${String(body.id)}`);
    expect(await retry(remove)).toEqual([200, null]);
  });

  it('leaves the key and the first request beside it, also when it is refused', async () => {
    const headers = async (path: string, form: string) => {
      const answer = await post(path, form, `key:${path}:${form}`);
      return [
        answer.status,
        answer.headers.get('idempotency-key'),
        answer.headers.get('original-request') === answer.headers.get('request-id'),
      ];
    };
    const refused = ['/v1/payment_intents', 'amount=0&currency=eur'] as const;
    expect(await headers(...refused)).toEqual([400, `key:${refused.join(':')}`, true]);
    const unknown = ['/v1/charges/ch_none', ''] as const;
    expect(await headers(...unknown)).toEqual([404, `key:${unknown.join(':')}`, true]);
  });
});
