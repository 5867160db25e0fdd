import { Buyer, type CardName } from './buyer';
import { dice } from './dice';
import { bothEnd, until } from './kill';
import { differences, mayBeCutOff, outcomeOf, tryAgain, type RunResult } from './one-run';
import type { Shop } from './shop';

/** Most cards pay; some banks ask, some decline. */
const CARDS: readonly CardName[] = ['visa', 'visa', 'visa', 'asks', 'declines'];

/** So many get ready or come back at once, as in a shop that is busy and not on fire. */
const AT_ONCE = 10;

/**
 * Many buyers click at once, and a server is killed in the middle of it, when a part of the charges
 * has been asked for. The others, if there are others, go on.
 */
export async function crowd(
  shop: Shop,
  { seed, many, servers }: { seed: number; many: number; servers: number },
): Promise<RunResult> {
  const roll = dice(seed);
  const cards = Array.from(
    { length: many },
    () => CARDS[Math.floor(roll() * CARDS.length)] as CardName,
  );
  const buyers = await inGroups(cards, (card, turn) =>
    Buyer.enter(shop, card === 'visa' ? ['visa'] : [card, 'visa'], turn % servers),
  );
  await shop.settle();
  await shop.control.forgetRequests();

  // From a tenth to nine tenths of them.
  const enough = Math.ceil(many * (0.1 + roll() * 0.8));
  const killWhenEnough = async () => {
    await until(async () => (await chargesAskedFor(shop)) >= enough);
    await shop.kill();
  };
  await bothEnd(
    Promise.all(buyers.map((buyer, turn) => mayBeCutOff(buyer.buy(cards[turn] as CardName)))),
    killWhenEnough(),
  );
  await shop.start();
  await shop.reconcile();
  await shop.settle();
  const faults = (await differences(shop, buyers)).map((fault) => `after the kill: ${fault}`);
  const outcomes = await Promise.all(buyers.map(outcomeOf));

  const again = await inGroups(buyers, (buyer) => tryAgain(buyer, roll));
  faults.push(...again.flat());
  await shop.settle();
  faults.push(...(await differences(shop, buyers)).map((fault) => `in the end: ${fault}`));
  return { outcomes, faults };
}

const chargesAskedFor = async (shop: Shop): Promise<number> =>
  (await shop.control.requests()).filter(
    ({ method, path }) => method === 'POST' && path === '/v1/payment_intents',
  ).length;

async function inGroups<T, R>(
  items: readonly T[],
  work: (item: T, turn: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const group = items.slice(from, from + AT_ONCE);
    results.push(...(await Promise.all(group.map((item, place) => work(item, from + place)))));
  }
  return results;
}
