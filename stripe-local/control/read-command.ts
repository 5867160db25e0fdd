import { type DeclineName, declines } from '../cards/declines';
import type { RestrictedKey } from '../state/rows';
import type { Mode } from '../webhooks/deliveries';
import type { RelatedObject, ThinEventInput } from '../webhooks/thin-events';
import { type FaultInput, faultKinds } from './faults';
import type { Fate } from './holds';

export type Body = { readonly [key: string]: unknown };

/** A request that the control API does not understand. */
export class Unclear extends Error {}

export function readJson(text: string): Body {
  if (!text) return {};
  const body: unknown = JSON.parse(text);
  if (typeof body !== 'object' || body === null) throw new Unclear('the body is a JSON object');
  return body as Body;
}

export const readName = ({ name }: Body): string => (typeof name === 'string' ? name : 'default');

export function readNumber(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new Unclear(`${name} is a number`);
  }
  return value;
}

export function readFault(body: Body): FaultInput {
  const { route, kind, param } = body as unknown as FaultInput;
  if (typeof route !== 'string' || !/^(\*|[A-Z]+) \//.test(route)) {
    throw new Unclear('route is a method and a path, such as POST /v1/payment_intents');
  }
  if (!faultKinds.includes(kind)) throw new Unclear(`kind is one of ${faultKinds.join(', ')}`);
  if (kind === 'refuse' && typeof param !== 'string') {
    throw new Unclear('param names what is refused, such as description');
  }
  return body as unknown as FaultInput;
}

export function readFate({ fate = 'arrive' }: Body): Fate {
  if (fate === 'arrive' || fate === 'lost') return fate;
  throw new Unclear('fate is arrive or lost');
}

export function readDecline(body: Body): { name: DeclineName; times: number } {
  const { decline, times = 1 } = body;
  if (typeof decline !== 'string' || !Object.hasOwn(declines, decline)) {
    throw new Unclear(`decline is one of ${Object.keys(declines).join(', ')}`);
  }
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 0) {
    throw new Unclear('times is a number of payments');
  }
  return { name: decline as DeclineName, times };
}

export function readMode({ mode }: Body): Mode {
  if (mode === 'deliver' || mode === 'hold' || mode === 'drop') return mode;
  throw new Unclear('mode is deliver, hold or drop');
}

export function readOrder(body: Body): 'forward' | 'reverse' | readonly string[] {
  const { order } = body;
  if (order === undefined) return 'forward';
  if (order === 'reverse' || order === 'forward') return order;
  if (Array.isArray(order) && order.every((id) => typeof id === 'string')) return order;
  throw new Unclear('order is forward, reverse or a list of event ids');
}

/** Without a word about it, what Stripe sends when somebody tries a destination out. */
export function readThinEvent(body: Body): ThinEventInput {
  const { type = 'v2.core.event_destination.ping', related_object: related = PINGED } = body;
  if (typeof type !== 'string' || !/^v\d+\.[\w.]+$/.test(type)) {
    throw new Unclear('type is a type of thin event, such as v1.payment_intent.succeeded');
  }
  if (related === null) return { type, relatedObject: null };
  const { id, type: of, url } = related as Partial<RelatedObject>;
  if (typeof id !== 'string' || typeof of !== 'string' || typeof url !== 'string') {
    throw new Unclear('related_object is null, or has id, type and url');
  }
  return { type, relatedObject: { id, type: of, url } };
}

const PINGED: RelatedObject = {
  id: 'ed_test_local',
  type: 'v2.core.event_destination',
  url: '/v2/core/event_destinations/ed_test_local',
};

const kinds = ['chargeback', 'inquiry', 'not_received', 'compliance'] as const;
const verdicts = ['won', 'lost', 'warning_closed', 'escalate'] as const;
export type Verdict = (typeof verdicts)[number];

export function readKind({ kind = 'chargeback' }: Body): (typeof kinds)[number] {
  const found = kinds.find((each) => each === kind);
  if (!found) throw new Unclear(`kind is one of ${kinds.join(', ')}`);
  return found;
}

export function readVerdict({ verdict }: Body): Verdict {
  const found = verdicts.find((each) => each === verdict);
  if (!found) throw new Unclear(`verdict is one of ${verdicts.join(', ')}`);
  return found;
}

export function readKey({ key, permissions }: Body): RestrictedKey {
  if (typeof key !== 'string' || !key.startsWith('rk_test_')) {
    throw new Unclear('key is a restricted test key, rk_test_…');
  }
  const isPermission = (each: unknown): each is string =>
    typeof each === 'string' && /^rak_\w+_(read|write)$/.test(each);
  if (!Array.isArray(permissions) || !permissions.every(isPermission)) {
    throw new Unclear('permissions is a list such as ["rak_customer_write", "rak_event_read"]');
  }
  return { id: key, object: 'restricted_key', permissions };
}
