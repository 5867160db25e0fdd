import { expect, vi } from 'vitest';
import type { Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import type { StripeLocalClient } from '@/stripe-local/client';
import type { Shop } from '@/lib/testing/shop';
import { addCard, aShopper } from '@/lib/testing/shopper';
import type { EventAtStripe, StripeApi } from '@/lib/testing/stripe-api';
import { callsOf, isOn, type Call } from './calls';
import type { Fault } from './kinds';

const CONFLICT = 409;

/** The fault of one run, and the call that it meets. */
export type Mishap = { call: Call; fault: Fault };

/** One person with one journey before them. */
export type Scene = {
  user: User;
  /** When the scene began, in ms: what an earlier one left behind is that one's fault. */
  since: number;
  stripe: StripeApi;
  control: StripeLocalClient;
  /** A card in the person's wallet. */
  card: (paymentMethod: string) => Promise<Card>;
  /**
   * Something that the app does: its calls are the ones that are broken. What the browser, the
   * bank and the Dashboard do goes around this.
   */
  app: <T>(act: () => Promise<T>) => Promise<T>;
  /** What Stripe had to tell since the scene began, the newest first. */
  events: () => Promise<EventAtStripe[]>;
};

export async function openScene(
  shop: Shop,
  control: StripeLocalClient,
  mishap: Mishap | null,
): Promise<{ scene: Scene; calls: readonly Call[] }> {
  const { stripe } = shop;
  const since = Date.now();
  const user = await aShopper();
  const [before] = await eventsAfter(stripe, null, 1);
  const calls: Call[] = [];
  let acts = 0;
  const app: Scene['app'] = async (act) => {
    acts += 1;
    if (mishap?.call.act === acts) return underMishap(control, mishap, act);
    await control.forgetRequests();
    const done = await act();
    calls.push(...callsOf(acts, await control.requests()));
    return done;
  };
  const scene: Scene = {
    user,
    since,
    stripe,
    control,
    card: (paymentMethod) => addCard(stripe, user, paymentMethod),
    app,
    events: () => eventsAfter(stripe, before?.id ?? null, 100),
  };
  return { scene, calls };
}

const eventsAfter = async (stripe: StripeApi, last: string | null, limit: number) =>
  (
    await stripe.get<{ data: EventAtStripe[] }>(
      `events?limit=${limit}${last ? `&ending_before=${last}` : ''}`,
    )
  ).data;

async function underMishap<T>(
  control: StripeLocalClient,
  { call, fault }: Mishap,
  act: () => Promise<T>,
): Promise<T> {
  const { route, nth } = call;
  await control.forgetRequests();
  // Faults are used up in the order in which they were armed: this one lets the calls before pass.
  if (nth > 1) await control.arm({ route, kind: 'latency', ms: 0, times: nth - 1 });
  const armed = await control.arm({ ...fault, route });
  try {
    return await act();
  } finally {
    const left = (await control.faults()).find(({ id }) => id === armed.id)?.times ?? 0;
    await control.disarm();
    const hits = fault.times - left;
    expect(hits, `${route} was not met by its fault`).toBeGreaterThan(0);
    if (fault.kind === 'latency') await answered(control, route, nth - 1 + hits);
  }
}

/**
 * A slow call outlives the client that gave it up: its effect is waited for before anybody looks.
 * While it is under way, others with its key are turned away (409): they are not counted, and their
 * key must have had its answer.
 */
const answered = (control: StripeLocalClient, route: string, count: number) =>
  vi.waitFor(
    async () => {
      const seen = (await control.requests()).filter((request) => isOn(route, request));
      const done = seen.filter(({ status }) => status !== CONFLICT);
      const keys = new Set(done.map(({ idempotencyKey }) => idempotencyKey));
      expect(done.length).toBeGreaterThanOrEqual(count);
      expect(seen.filter(({ idempotencyKey }) => !keys.has(idempotencyKey))).toEqual([]);
    },
    { timeout: 10_000, interval: 20 },
  );
