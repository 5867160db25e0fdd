import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../testing/ask';
import { type Started, startForTest } from '../testing/start';
import { recordedErrors } from './errors';
import type { RecordedError, Scene } from './rows';

let started: Started;
beforeAll(async () => {
  started = await startForTest();
});
afterAll(() => started.close());

interface Made {
  readonly id: string;
  readonly latest_charge: string;
  readonly data?: readonly { readonly id: string }[];
}

/** Calls for what a row needs; whatever stands behind a `#` in the form is the idempotency key. */
async function made(endpoint: string, text = ''): Promise<Made> {
  const [form, idempotencyKey] = text.split('#');
  const answer = await ask(
    started.local.url,
    endpoint,
    form,
    idempotencyKey ? { idempotencyKey } : {},
  );
  if (answer.status !== 200) throw new Error(`${endpoint}: ${JSON.stringify(answer.body)}`);
  return answer.body as unknown as Made;
}

async function setScene(): Promise<Scene> {
  const make = async (endpoint: string, form?: string) => {
    const answer = await made(endpoint, form);
    return answer.data?.[0]?.id ?? answer.id;
  };
  const customer = await make('POST /v1/customers', 'name=Ada');
  return {
    customer,
    otherCustomer: await make('POST /v1/customers', 'name=Grace'),
    method: await make('POST /v1/payment_methods/pm_card_visa/attach', `customer=${customer}`),
    make,
    intent: async (form) => {
      const text = `currency=eur&allowed_payment_method_types[]=card&${form}`;
      const { id, latest_charge: charge } = await made('POST /v1/payment_intents', text);
      return { id, charge };
    },
    setup: (form) => make('POST /v1/setup_intents', `allowed_payment_method_types[]=card&${form}`),
  };
}

/** The recorded words with their gaps as a pattern. */
const pattern = (words: string): RegExp =>
  new RegExp(
    `^${words
      .split(/\{\w+\}/)
      .map(escaped)
      .join('.+')}$`,
  );
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const titled = recordedErrors.map(
  (row) => [`${row.status} ${row.message.slice(0, 90)}`, row] as const,
);

describe('a refusal as it was recorded', () => {
  it.each(titled)('%s', async (_, row) => {
    const requests = await row.asked(await setScene());
    for (const { endpoint, form, ...asking } of requests) {
      const { status, body } = await ask(started.local.url, endpoint, form, asking);
      const { type, code, decline_code, param, message } = body.error ?? {};
      expect({ endpoint, status, type, code, decline_code }).toEqual({
        endpoint,
        status: row.status,
        type: row.type ?? 'invalid_request_error',
        code: row.code,
        decline_code: row.decline_code,
      });
      if (row.param === undefined || !row.param.includes('{')) expect(param).toBe(row.param);
      else expect(param).toMatch(pattern(row.param));
      expect(message).toMatch(pattern(row.message));
      for (const name of row.carries ?? []) expect(body.error).toHaveProperty(name);
    }
  });
});

const file = fileURLToPath(new URL('../../../shared/stripe/errors.json', import.meta.url));
const isThere = existsSync(file);
const title = isThere
  ? 'provokes every recorded refusal on every endpoint it was seen on'
  : 'provokes every recorded refusal (skipped: the recordings are not beside this folder)';

interface Row extends Omit<RecordedError, 'asked' | 'code' | 'param' | 'decline_code'> {
  readonly code: string | null;
  readonly param: string | null;
  readonly decline_code: string | null;
  readonly endpoints: readonly string[];
  readonly in_scope?: boolean;
}

// Some two hundred requests, one after the other.
it.skipIf(!isThere)(title, { timeout: 30_000 }, async () => {
  const { errors } = JSON.parse(readFileSync(file, 'utf8')) as { errors: readonly Row[] };
  const inScope = errors.filter((row) => row.in_scope !== false);
  expect(inScope.length).toBeGreaterThan(40);
  for (const row of inScope) {
    const ours = recordedErrors.filter(
      (each) =>
        each.message === row.message &&
        each.status === row.status &&
        (each.type ?? 'invalid_request_error') === row.type &&
        (each.code ?? null) === row.code &&
        (each.param ?? null) === row.param &&
        (each.decline_code ?? null) === row.decline_code,
    );
    expect(ours, `${row.status} ${row.param} ${row.message}`).not.toEqual([]);
    const asked = (await Promise.all(ours.map(async (each) => each.asked(await setScene()))))
      .flat()
      .map(({ endpoint }) => endpoint.replace(/\?.*/, ''));
    for (const endpoint of row.endpoints) {
      const path = new RegExp(`^${endpoint.split('{id}').map(escaped).join('[^/]+')}$`);
      expect(
        asked.some((each) => path.test(each)),
        `${endpoint}: ${row.message}`,
      ).toBe(true);
    }
  }
});
