import { setTimeout as wait } from 'node:timers/promises';
import { Buyer } from '../buyer';
import { until } from '../kill';
import { differences, outcomeOf, type RunResult } from '../one-run';
import { MAKE } from '../routes';
import type { Shop } from '../shop';

/** How long the server says that it ends before it takes nothing new, in ms: enough for one more click. */
export const UNREADY_FOR_MS = '2000';

/** A second signal counts from a second after the first, in ms. */
const SECOND_SIGNAL_MS = 1_100;

/**
 * A server is told to end while clicks wait for Stripe: of one whose buyer waits, and of one whose
 * browser is closed. It says that it is not ready, goes on serving, takes nothing new, and ends when
 * both clicks have; nobody has to find anything out. Told twice, it does not wait.
 */
export async function ending(shop: Shop): Promise<RunResult> {
  const [waiting, gone, late, hurried] = [
    await Buyer.enter(shop, ['visa']),
    await Buyer.enter(shop, ['visa']),
    await Buyer.enter(shop, ['visa']),
    await Buyer.enter(shop, ['visa']),
  ];
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };

  const { answer } = await held(shop, () => waiting.buy('visa'));
  const browser = new AbortController();
  const { answer: cutOff } = await held(shop, () => gone.buy('visa', browser.signal));
  const ended = shop.tellToEnd();
  await until(async () => (await statusOf(shop, '/api/health/ready')) === 503);
  expect((await statusOf(shop, '/api/health')) === 200, 'a server that ends is taken for dead');
  browser.abort();
  await cutOff.catch(() => undefined);
  const before = await late.buy('visa');
  expect(before.ok, 'a click before the proxies knew was refused');

  await until(async () => (await statusOf(shop, '/api/health')) === null);
  expect((await shop.control.holds()).length === 2, 'the server ended in the middle of a click');
  await shop.control.endHolds('arrive');
  expect((await answer).ok, 'a click under way was not answered');
  expect((await ended) === 0, 'the server did not exit 0');
  for (const buyer of [waiting, gone, late]) {
    expect(
      (await outcomeOf(buyer)) === 'paid',
      'the server ended before it wrote down what it did',
    );
  }

  await shop.start();
  const { answer: lost } = await held(shop, () => hurried.buy('visa'));
  const endedSooner = shop.tellToEnd();
  await wait(SECOND_SIGNAL_MS);
  const secondWord = shop.tellToEnd();
  expect((await endedSooner) === 1, 'a second signal did not end the server');
  await secondWord;
  await lost.catch(() => undefined);
  await shop.control.endHolds('lost');

  await shop.start();
  await shop.reconcile();
  await shop.settle();
  const buyers = [waiting, gone, late, hurried];
  faults.push(...(await differences(shop, buyers)));
  return { outcomes: await Promise.all(buyers.map(outcomeOf)), faults };
}

/** Begins a click whose charge is kept on its way to Stripe, and returns its answer, which is yet to come. */
async function held<T>(shop: Shop, click: () => Promise<T>): Promise<{ answer: Promise<T> }> {
  const before = (await shop.control.holds()).length;
  await shop.control.arm({ route: MAKE, kind: 'hold', times: 1 });
  const answer = click();
  // Whoever is cut off is looked at later; until then it is no unhandled rejection.
  answer.catch(() => undefined);
  await until(async () => (await shop.control.holds()).length > before);
  return { answer };
}

/** Null where nobody listens any more. */
async function statusOf(shop: Shop, path: string): Promise<number | null> {
  try {
    return (await fetch(shop.listensAt() + path, { headers: { connection: 'close' } })).status;
  } catch {
    return null;
  }
}
