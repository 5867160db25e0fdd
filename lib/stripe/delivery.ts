import { z } from 'zod';
import type { DeliveryFaultKind } from '../domain/delivery-fault';
import type { Json } from '../domain/json';
import { stripe } from './client';
import { findStripeError } from './errors';
import { withoutClientSecrets, type ToldEvent } from './events';

/** How far a signature's time may be from ours, in seconds: Stripe's own advice. */
const TOLERANCE_S = 300;

/** No event of Stripe's nests a tenth of it; what nests deeper would break whoever walks through it. */
const MOST_LEVELS = 100;

/** As signed by Stripe, or by somebody who has read how Stripe signs. */
const HEADER = /(?:^|,)\s*t=(\d{1,15})\s*(?:,|$)/;
const SCHEME = /(?:^|,)\s*v1=[0-9a-f]{64}\s*(?:,|$)/;

/** What came to the webhook. `unsigned` is anybody's, and nothing of Stripe's. */
export type Delivery =
  | { kind: 'event'; event: ToldEvent; clockBehindS: number | null }
  | { kind: Exclude<DeliveryFaultKind, 'clock_behind'>; detail: string | null }
  | { kind: 'unsigned' };

/**
 * Reads a delivery that one secret or two may fit (while one is rolled). A signature's time that is
 * still to come makes no forgery, and no delivery is older than it says: it is read.
 */
export function readDelivery(
  body: string,
  signature: string,
  secrets: readonly string[],
  now = Date.now(),
): Delivery {
  const [, signedAt] = HEADER.exec(signature) ?? [];
  if (body === '' || signedAt === undefined || !SCHEME.test(signature)) return { kind: 'unsigned' };
  if (!secrets.some((secret) => fits(body, signature, secret))) {
    return { kind: 'no_secret_fits', detail: null };
  }
  const age = Math.floor(now / 1000) - Number(signedAt);
  if (age > TOLERANCE_S) return { kind: 'clock_ahead', detail: `${age}` };
  const told = parseTold(body);
  return told.kind === 'event' ? { ...told, clockBehindS: -age > TOLERANCE_S ? -age : null } : told;
}

/** Whatever its time: a clock that is off is another fault than a secret that is not ours. */
function fits(body: string, signature: string, secret: string): boolean {
  const { signature: checker } = stripe().webhooks;
  if (!checker) throw new Error('the SDK checks no signatures');
  const ANY_TIME = 0;
  try {
    return checker.verifyHeader(body, signature, secret, ANY_TIME);
  } catch (error) {
    if (findStripeError(error)?.type === 'StripeSignatureVerificationError') return false;
    throw error;
  }
}

const name = z.string().min(1).max(255);

/** What every snapshot event has, in every version. */
const eventShape = z.looseObject({
  id: name,
  object: z.literal('event').optional(),
  type: name,
  api_version: name.nullish(),
  livemode: z.boolean(),
  account: name.nullish(),
  data: z.looseObject({ object: z.looseObject({}) }),
});

/** Thin events, and whatever the second version of the API comes to send beside them. */
const thinShape = z.looseObject({ object: z.string().startsWith('v2.'), type: name });

type Told = { kind: 'event'; event: ToldEvent } | Extract<Delivery, { detail: unknown }>;

function parseTold(body: string): Told {
  const value = parseJson(body);
  if (value === undefined || isTooDeep(value)) return { kind: 'no_event', detail: null };
  const thin = thinShape.safeParse(value);
  if (thin.success) return { kind: 'thin_event', detail: thin.data.type };
  const parsed = eventShape.safeParse(value);
  if (!parsed.success) return { kind: 'no_event', detail: null };
  const { id, type, api_version: apiVersion, livemode, account } = parsed.data;
  const event = {
    ...{ stripeEventId: id, type, livemode },
    apiVersion: apiVersion ?? null,
    stripeAccountId: account ?? null,
    payload: withoutClientSecrets(value),
  };
  return { kind: 'event', event };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Level by level, because a call for each level is what would break. */
function isTooDeep(value: Json): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) return true;
    level = level.flatMap(childrenOf);
  }
  return false;
}

const childrenOf = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];
