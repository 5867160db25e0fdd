import type Stripe from 'stripe';
import type { Json } from '../domain/json';
import { STRIPE_API_VERSION, stripe } from './client';
import { look } from './send';

/** As many as Stripe gives at once. */
const PAGE = 100;

/** An event as Stripe told it, without client secrets: they are cut out at every depth. */
export type ToldEvent = {
  stripeEventId: string;
  type: string;
  /** The version that it is written in: the endpoint's, or the account's own where it was listed. */
  apiVersion: string | null;
  livemode: boolean;
  /** Set on events of accounts that are connected to ours. */
  stripeAccountId: string | null;
  payload: Json;
};

/** Told in the version that this code was written for; an event that says none is taken for one. */
export const isInOurVersion = (apiVersion: string | null): boolean =>
  apiVersion === null || apiVersion === STRIPE_API_VERSION;

type Listed = {
  /** By their full names; Stripe takes twenty at most. */
  types: readonly string[];
  /** In ms; the first counts, the second does not, and null is no bound. */
  since: number;
  before: number | null;
};

/**
 * What happened at Stripe between two moments, the oldest first, as far back as thirty days.
 * Throws PaymentsError.
 */
export async function listEvents({ types, since, before }: Listed): Promise<ToldEvent[]> {
  const params: Stripe.EventListParams = {
    types: [...types],
    // Stripe tells whole seconds.
    created: {
      gte: Math.floor(since / 1000),
      ...(before !== null && { lt: Math.ceil(before / 1000) }),
    },
    limit: PAGE,
  };
  const newestFirst: ToldEvent[] = [];
  for (;;) {
    const after = newestFirst.at(-1)?.stripeEventId;
    const page = await look(() =>
      stripe().events.list({ ...params, ...(after && { starting_after: after }) }),
    );
    newestFirst.push(...page.data.map((event) => toldBy(event, JSON.stringify(event))));
    if (!page.has_more || page.data.length === 0) return newestFirst.reverse();
  }
}

const toldBy = (event: Stripe.Event, body: string): ToldEvent => ({
  stripeEventId: event.id,
  type: event.type,
  apiVersion: event.api_version,
  livemode: event.livemode,
  stripeAccountId: event.account ?? null,
  payload: withoutClientSecrets(JSON.parse(body) as Json),
});

/** A copy without any `client_secret`. */
export function withoutClientSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutClientSecrets);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'client_secret')
      .map(([name, inner]) => [name, inner === undefined ? inner : withoutClientSecrets(inner)]),
  );
}
