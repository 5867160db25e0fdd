import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Line } from '../state/journal';
import { type Running, sendJson } from '../running';
import { decideDispute } from '../resources/disputes';
import { type FaultInput, faultKinds } from './faults';
import { byBank, type CardUpdate, disputeCharge, expireCard, updateByIssuer } from './issuer';

type Body = { readonly [key: string]: unknown };
type Answer = (running: Running, body: Body, id: string, url: URL) => unknown;

/** A request that the control API does not understand. */
class Unclear extends Error {}

/** The states that were kept under a name. They live as long as the process. */
const snapshots = new Map<string, string>();

const answers: Readonly<Record<string, Answer>> = {
  'GET health': ({ world, deliveries }) => ({
    ok: true,
    account: world.accountId,
    now: world.clock.now(),
    webhooks: deliveries.mode,
  }),
  // Collected first where node was started with --expose-gc, so that a benchmark measures what is kept.
  'GET memory': () => {
    globalThis.gc?.();
    return { heap_used: process.memoryUsage().heapUsed };
  },
  'POST reset': ({ world, deliveries, faults, requests }) => {
    world.reset();
    faults.clear();
    requests.clear();
    deliveries.mode = 'deliver';
    return { ok: true };
  },
  'GET requests': ({ requests }) => ({ data: requests.list() }),
  'DELETE requests': ({ requests }) => {
    requests.clear();
    return { ok: true };
  },
  'GET faults': ({ faults }) => ({ data: faults.list() }),
  'POST faults': ({ faults }, body) => faults.arm(readFault(body)),
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return { ok: true };
  },
  'POST clock': ({ world }, body) => {
    world.clock.advance(readNumber(body, 'advance_seconds'));
    world.noteClock();
    world.jobs.runDue();
    return { now: world.clock.now() };
  },
  'POST snapshot': ({ world }, body) => {
    const name = readName(body);
    snapshots.set(name, JSON.stringify(world.dump()));
    return { name };
  },
  'POST restore': ({ world }, body) => {
    const name = readName(body);
    const kept = snapshots.get(name);
    if (!kept) throw new Unclear(`there is no snapshot called ${name}`);
    world.restore(JSON.parse(kept) as Line[]);
    return { name };
  },
  'POST webhooks': ({ deliveries }, body) => {
    const { mode } = body;
    if (mode !== 'deliver' && mode !== 'hold' && mode !== 'drop') {
      throw new Unclear('mode is deliver, hold or drop');
    }
    deliveries.mode = mode;
    return { mode };
  },
  'GET webhooks': ({ world, deliveries }) => ({
    mode: deliveries.mode,
    deliveries: world.deliveries.all().map((row) => row.object),
  }),
  'POST webhooks/release': async ({ deliveries }, body) => ({
    data: await deliveries.release(readOrder(body)),
  }),
  'POST webhooks/settle': async ({ deliveries }) => {
    await deliveries.settled();
    return { ok: true };
  },
  'POST payment_methods/:id/automatically_update': ({ world }, body, id) =>
    byBank(world, () => updateByIssuer(world, id, body as CardUpdate)),
  'POST payment_methods/:id/expire': ({ world }, _, id) =>
    byBank(world, () => expireCard(world, id)),
  'POST charges/:id/dispute': ({ world }, body, id) =>
    byBank(world, () => disputeCharge(world, id, readKind(body))),
  'POST disputes/:id/decide': ({ world }, body, id) =>
    byBank(world, () => decideDispute(world, id, readVerdict(body))),
  'POST events/:id/send': async ({ world, deliveries }, body, id, url) => {
    if (!world.events.find(id)) throw new Unclear(`there is no event ${id}`);
    const times = Number(url.searchParams.get('times') ?? body.times ?? 1);
    return { data: await deliveries.resend(id, times) };
  },
};

const known = new Map<string, Answer>(Object.entries(answers));

export async function answerControl(
  running: Running,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  text: string,
): Promise<void> {
  const [, , ...steps] = url.pathname.split('/');
  // In the middle of three steps stands an id.
  const id = steps.length === 3 ? (steps[1] ?? '') : '';
  const name = steps.length === 3 ? `${steps[0]}/:id/${steps[2]}` : steps.join('/');
  const answerOf = known.get(`${request.method} ${name}`);
  if (!answerOf) {
    sendJson(response, 404, { error: `no such control: ${request.method} ${url.pathname}` });
    return;
  }
  try {
    const answered = await answerOf(running, readJson(text), id, url);
    running.world.commit();
    sendJson(response, 200, answered);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    sendJson(response, 400, { error: error.message });
  }
}

function readJson(text: string): Body {
  if (!text) return {};
  const body: unknown = JSON.parse(text);
  if (typeof body !== 'object' || body === null) throw new Unclear('the body is a JSON object');
  return body as Body;
}

const readName = ({ name }: Body): string => (typeof name === 'string' ? name : 'default');

function readNumber(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new Unclear(`${name} is a number`);
  }
  return value;
}

function readFault(body: Body): FaultInput {
  const { route, kind } = body as unknown as FaultInput;
  if (typeof route !== 'string' || !/^(\*|[A-Z]+) \//.test(route)) {
    throw new Unclear('route is a method and a path, such as POST /v1/payment_intents');
  }
  if (!faultKinds.includes(kind)) throw new Unclear(`kind is one of ${faultKinds.join(', ')}`);
  return body as unknown as FaultInput;
}

function readOrder(body: Body): 'forward' | 'reverse' | readonly string[] {
  const { order } = body;
  if (order === undefined) return 'forward';
  if (order === 'reverse' || order === 'forward') return order;
  if (Array.isArray(order) && order.every((id) => typeof id === 'string')) return order;
  throw new Unclear('order is forward, reverse or a list of event ids');
}

const kinds = ['chargeback', 'inquiry', 'not_received', 'compliance'] as const;
const verdicts = ['won', 'lost', 'warning_closed', 'escalate'] as const;

function readKind({ kind = 'chargeback' }: Body): (typeof kinds)[number] {
  const found = kinds.find((each) => each === kind);
  if (!found) throw new Unclear(`kind is one of ${kinds.join(', ')}`);
  return found;
}

function readVerdict({ verdict }: Body): (typeof verdicts)[number] {
  const found = verdicts.find((each) => each === verdict);
  if (!found) throw new Unclear(`verdict is one of ${verdicts.join(', ')}`);
  return found;
}
