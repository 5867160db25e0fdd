import { setTimeout as wait } from 'node:timers/promises';
import type { StripeLocalClient } from '@/stripe-local/client';
import type { Planned } from './plan';
import type { Shop } from './shop';

/** Asked this often, in ms, whether the moment has come: the shorter, the closer the kill is to it. */
const LOOK_EVERY_MS = 2;

/** After the first buyer has come to the moment, the others are given this long, in ms. */
const OTHERS_WITHIN_MS = 300;

/** More than there are requests in any run. */
const EVERY = 1_000;

/** A moment that does not come in this time, in ms, does not come: the plan is wrong. */
const COMES_WITHIN_MS = 15_000;

/**
 * Lets `go` run and kills the server at the planned moment of it. Throws where that moment never
 * comes, and what `go` throws.
 */
export async function killDuring(
  shop: Shop,
  planned: Planned,
  many: number,
  go: () => Promise<unknown>,
): Promise<void> {
  const { control } = shop;
  // What was done before must not be taken for the moment.
  await shop.settle();
  await control.forgetRequests();
  const momentComes = await arm(control, planned, many);
  await bothEnd(go(), killWhen(momentComes, shop, planned));
}

/** Prepares Stripe for the moment, and returns what waits for it. */
async function arm(
  control: StripeLocalClient,
  { killPoint, call, afterMs }: Planned,
  many: number,
): Promise<() => Promise<void>> {
  const route = call ?? '';
  switch (killPoint) {
    case 'before':
      await control.arm({ route, kind: 'hold', times: many });
      return () => untilMany(async () => (await control.holds()).length, many);
    case 'webhook':
      if (call === null) return untilDelivered(control);
      // Whoever else asks the same, the page for one, waits as well.
      await control.arm({ route, kind: 'hold', times: EVERY });
      return () => untilMany(async () => (await control.holds()).length, many);
    case 'after':
      await control.arm({ route, kind: 'timeout_after', times: many });
      return () => untilMany(async () => many - ((await control.faults())[0]?.times ?? 0), many);
    case 'answered':
      return () => until(() => wasAnswered(control, route));
    case 'random':
      return () => wait(afterMs);
  }
}

async function killWhen(
  momentComes: () => Promise<void>,
  shop: Shop,
  { killPoint, fate }: Planned,
): Promise<void> {
  try {
    await momentComes();
  } finally {
    await shop.kill();
    await shop.control.disarm();
    // A webhook's question harms nobody, whether it is answered or not.
    if (killPoint === 'webhook' || fate === 'lost') await shop.control.endHolds('lost');
    if (fate === 'arrives') await shop.control.endHolds('arrive');
  }
}

/** Throws what the first throws, or the second, when neither is under way any more. */
export async function bothEnd(one: Promise<unknown>, other: Promise<unknown>): Promise<void> {
  for (const end of await Promise.allSettled([one, other])) {
    if (end.status === 'rejected') throw end.reason;
  }
}

export async function until(hasCome: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + COMES_WITHIN_MS;
  while (!(await hasCome())) {
    if (Date.now() > deadline) throw new Error('the moment to kill the server never came');
    await wait(LOOK_EVERY_MS);
  }
}

/** Comes with the first, or as soon as all are there: the second may wait for the first. */
async function untilMany(count: () => Promise<number>, many: number): Promise<void> {
  await until(async () => (await count()) > 0);
  const deadline = Date.now() + OTHERS_WITHIN_MS;
  while ((await count()) < many && Date.now() < deadline) await wait(LOOK_EVERY_MS);
}

/** Its first event has been answered: whatever follows from it does so at this moment. */
async function untilDelivered(control: StripeLocalClient): Promise<() => Promise<void>> {
  const delivered = async () =>
    (await control.webhooks()).deliveries.filter(({ state }) => state === 'succeeded').length;
  const before = await delivered();
  return () => until(async () => (await delivered()) > before);
}

async function wasAnswered(control: StripeLocalClient, route: string): Promise<boolean> {
  const [method = '', path = ''] = route.split(' ');
  const pattern = new RegExp(`^${path.replaceAll('*', '[^/]+')}$`);
  return (await control.requests()).some(
    (request) => request.method === method && pattern.test(request.path),
  );
}
