import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { StripeLocalClient } from '../client';
import { ask } from '../testing/ask';
import { type Started, startForTest } from '../testing/start';

/** Things that a world may be asked to do; `pick` chooses among what its earlier answers named. */
type Step = readonly [what: keyof typeof steps, pick: number];
interface Place {
  readonly url: string;
  readonly name: string;
  readonly control: StripeLocalClient;
  /** What was made so far, by its prefix. */
  readonly made: string[];
}

const MONEY = 'amount=4800&currency=eur&allowed_payment_method_types[]=card';

const chosen = ({ made }: Place, prefix: string, pick: number): string => {
  const fitting = made.filter((id) => id.startsWith(prefix));
  return fitting[pick % Math.max(fitting.length, 1)] ?? `${prefix}none`;
};

async function call(place: Place, endpoint: string, form = '', idempotencyKey?: string) {
  const key = `sk_test_local_${place.name}`;
  const { status, body } = await ask(place.url, endpoint, form, {
    key,
    ...(idempotencyKey ? { idempotencyKey } : {}),
  });
  if (typeof body.id === 'string') place.made.push(body.id);
  return { status, body };
}

const steps = {
  customer: (place: Place, pick: number) => call(place, 'POST /v1/customers', `name=${pick}`),
  keyed: (place: Place, pick: number) =>
    call(place, 'POST /v1/customers', `name=${pick}`, `key-${pick % 2}`),
  pay: (place: Place) =>
    call(place, 'POST /v1/payment_intents', `${MONEY}&payment_method=pm_card_visa&confirm=true`),
  begin: (place: Place) => call(place, 'POST /v1/payment_intents', MONEY),
  cancel: (place: Place, pick: number) =>
    call(place, `POST /v1/payment_intents/${chosen(place, 'pi_', pick)}/cancel`),
  refund: (place: Place, pick: number) =>
    call(place, 'POST /v1/refunds', `amount=100&payment_intent=${chosen(place, 'pi_', pick)}`),
  look: (place: Place, pick: number) =>
    call(place, `GET /v1/customers/${chosen(place, 'cus_', pick)}`),
  events: (place: Place) => call(place, 'GET /v1/events?limit=100'),
  fault: (place: Place) =>
    place.control.arm({ route: 'POST /v1/*', kind: '500' }).then(({ kind }) => kind),
  later: (place: Place, pick: number) => place.control.advance(3_600 * (pick + 1)),
  snapshot: (place: Place) => place.control.snapshot(),
  restore: (place: Place) => place.control.restore().catch((error: Error) => error.message),
  reset: (place: Place) => place.control.reset(),
} as const;

const anyStep: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
  fc.nat({ max: 3 }),
);

const servers: Started[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** With a seed ids and times repeat, so that two runs can be compared to the letter. */
async function newServer(seed: number): Promise<(name: string) => Place> {
  const server = await startForTest({ seed });
  servers.push(server);
  const { url } = server.local;
  return (name) => ({ url, name, control: new StripeLocalClient(url, name), made: [] });
}

const play = ([what, pick]: Step, place: Place): Promise<unknown> => steps[what](place, pick);

/** The port differs from server to server, and with it the addresses in an answer. */
const written = (answers: readonly unknown[]): string =>
  JSON.stringify(answers).replaceAll(/127\.0\.0\.1:\d+/g, 'here');

it('each of two worlds answers as it would alone, whatever is done in the other meanwhile', async () => {
  const order = fc.array(fc.tuple(fc.constantFrom('a', 'b'), anyStep), {
    minLength: 2,
    maxLength: 25,
  });
  await fc.assert(
    fc.asyncProperty(order, fc.nat({ max: 1_000 }), async (mixed, seed) => {
      const together = await newServer(seed);
      const places = { a: together('a'), b: together('b') };
      const got = { a: [] as unknown[], b: [] as unknown[] };
      for (const [name, step] of mixed) {
        const world = name;
        got[world].push(await play(step, places[world]));
      }
      for (const world of ['a', 'b'] as const) {
        const alone = (await newServer(seed))(world);
        const answers: unknown[] = [];
        for (const [name, step] of mixed) {
          if (name === world) answers.push(await play(step, alone));
        }
        expect(written(got[world])).toBe(written(answers));
      }
      // Nobody meets a thing of the other's by its id.
      const ids = new Set(places.a.made);
      expect(places.b.made.filter((id) => ids.has(id))).toEqual([]);
      await Promise.all(servers.splice(0).map((server) => server.close()));
    }),
    { numRuns: 20 },
  );
});
