import { finishCall, findOpenCall, writeCall } from '@/db/queries/stripe-calls';
import type { StripeOperation } from '@/db/types';
import { database } from '../database';
import type { Json } from '../domain/json';
import { env } from '../env';
import { stripeBinding } from '../stripe-binding';
import { STRIPE_API_VERSION } from '../stripe/client';
import {
  changeEndpoint,
  endpointChange,
  listEndpoints,
  makeEndpoint,
  newEndpointParameters,
  type Endpoint,
} from '../stripe/endpoints';
import { PaymentsError, type PaymentsFault } from '../stripe/errors';
import { endpointEvents } from './endpoint-events';

const PATH = '/api/stripe/webhook';

/** What the endpoint at an address needs. */
export type EndpointPlan =
  /** Stripe reaches no address of this machine or of a network of one's own. */
  | { kind: 'unreachable'; address: string }
  | { kind: 'fine'; address: string; endpoint: Endpoint; others: Endpoint[] }
  | { kind: 'change'; address: string; endpoint: Endpoint; missing: string[]; others: Endpoint[] }
  /** There is none, or only ones of another API version, which nothing changes. */
  | { kind: 'make'; address: string; others: Endpoint[] };

/** Names and addresses of a machine or a network of one's own. */
const HOME =
  /^(localhost|.*\.(localhost|local|internal)|0\.0\.0\.0|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|169\.254\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+|\[(::1?|f[cde][0-9a-f]*:.*)\])$/;

/** Whether Stripe, from outside, cannot reach an address. */
export const isAtHome = (url: string): boolean => HOME.test(new URL(url).hostname);

/** Looks at Stripe what there is, and changes nothing. Throws PaymentsError. */
export async function planEndpoint(): Promise<EndpointPlan> {
  const { appUrl, stripe } = env();
  const address = `${appUrl}${PATH}`;
  if (stripe.mode !== 'local' && isAtHome(appUrl)) {
    return { kind: 'unreachable', address };
  }
  // Made, perhaps, and its secret never heard: asked for again, it is told.
  const isUnheard = await findOpenCall(database().read, 'make_endpoint', address, keysSince());
  const here = (await listEndpoints()).filter(({ url }) => isSame(url, address));
  const inOurs = here.filter(({ apiVersion }) => apiVersion === STRIPE_API_VERSION);
  const endpoint = inOurs.find((one) => isComplete(one)) ?? inOurs[0];
  const others = here.filter((one) => one !== endpoint);
  if (isUnheard || !endpoint) return { kind: 'make', address, others };
  if (isComplete(endpoint)) return { kind: 'fine', address, endpoint, others };
  return { kind: 'change', address, endpoint, missing: missingOf(endpoint), others };
}

const isSame = (url: string, address: string): boolean =>
  URL.canParse(url) && new URL(url).href === new URL(address).href;

const missingOf = ({ events }: Endpoint): string[] =>
  events.includes('*') ? [] : endpointEvents.filter((type) => !events.includes(type));

const isComplete = (endpoint: Endpoint): boolean =>
  endpoint.isEnabled && missingOf(endpoint).length === 0;

/**
 * Does what was planned. Returns the secret of an endpoint that was made: it is shown once, never
 * stored or logged. One whose answer was lost is asked for again with the same key, or its secret
 * would be lost with it. Throws PaymentsError.
 */
export async function carryOut(plan: EndpointPlan): Promise<string | null> {
  if (plan.kind === 'make') {
    const parameters = newEndpointParameters(plan.address, endpointEvents);
    return written('make_endpoint', plan.address, parameters, makeEndpoint);
  }
  if (plan.kind === 'change') {
    const { stripeEndpointId: id, events } = plan.endpoint;
    // What else it sends may be somebody's wish.
    const parameters = endpointChange(events.includes('*') ? ['*'] : [...events, ...plan.missing]);
    await written('change_endpoint', id, parameters, (key, sent) => changeEndpoint(key, id, sent));
  }
  return null;
}

type Call = NonNullable<Awaited<ReturnType<typeof findOpenCall>>>;

async function written<T>(
  operation: StripeOperation,
  target: string,
  parameters: Json,
  send: (key: Call['key'], parameters: Json) => Promise<T>,
): Promise<T> {
  await stripeBinding();
  const call = await database().transaction(async (tx) => {
    const open = await findOpenCall(tx, operation, target, keysSince());
    if (open) return open;
    const { key } = await writeCall(tx, { operation, target, parameters, dueAt: null }, Date.now());
    return { key, parameters };
  });
  try {
    const answer = await send(call.key, call.parameters);
    await database().transaction((tx) => finishCall(tx, call.key, Date.now()));
    return answer;
  } catch (error) {
    const isOpen = error instanceof PaymentsError && OPEN.includes(error.fault);
    if (!isOpen) {
      await database().transaction((tx) => finishCall(tx, call.key, Date.now(), String(error)));
    }
    throw error;
  }
}

/** It may have had its effect, or was not looked at: the same key is sent again. */
const OPEN: readonly PaymentsFault[] = ['unknown', 'busy', 'out_of_time'];

/** Stripe keeps keys for a day at least; an hour less, for clocks that differ. In ms. */
const KEY_LASTS_MS = 23 * 60 * 60_000;
const keysSince = (): number => Date.now() - KEY_LASTS_MS;
