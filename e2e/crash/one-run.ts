import { isPayable } from '@/lib/domain/order';
import type { Clicks } from '../truth/books';
import { disagreements } from '../truth/disagreements';
import { readOurBooks } from '../truth/our-books';
import { readTheirBooks } from '../truth/their-books';
import { Buyer } from './buyer';
import type { Outcome } from './journey';
import { killDuring } from './kill';
import type { Planned } from './plan';
import type { Shop } from './shop';
import { CutOff } from './visitor';

/** So many do the same at once: what is left half done by one must not disturb the other. */
const BUYERS = 2;

/** Changes what an intent is about, and charges nothing. */
const UPDATE = 'POST /v1/payment_intents/*';

export type RunResult = {
  /** How each buyer's order was after the reconciliation. */
  outcomes: Outcome[];
  /** One sentence each; none where all is well. */
  faults: string[];
};

/** Buyers on one journey, a kill, a restart, one reconciliation, a look at all books; then they try again. */
export async function oneRun(shop: Shop, planned: Planned): Promise<RunResult> {
  const { journey, killPoint, fate } = planned;
  const buyers: Buyer[] = [];
  for (let each = 0; each < BUYERS; each++) buyers.push(await Buyer.enter(shop, journey.cards));
  for (const buyer of buyers) await journey.before?.(buyer);

  await killDuring(shop, planned, BUYERS, () =>
    Promise.all(buyers.map((buyer) => mayBeCutOff(journey.go(buyer)))),
  );
  await shop.start();
  // Stripe was answered, and tells nothing again: the start itself takes up what was left, without a pause.
  if (killPoint === 'webhook') await shop.settle();
  await shop.reconcile();
  await shop.settle();
  const faults = [...(await differences(shop, buyers)).map((fault) => `after the kill: ${fault}`)];
  const outcomes = await Promise.all(buyers.map(outcomeOf));
  for (const outcome of outcomes) {
    const isMeant = journey.leaves?.includes(outcome) ?? true;
    if (!isMeant) faults.push(`after the kill: an order that was left ${outcome}`);
  }

  if (fate === 'arrives after the reconciliation' && (await shop.control.endHolds('arrive')) > 0) {
    await shop.settle();
    // Which card an intent would be charged with Stripe tells nobody: that is found by the next turn.
    if (planned.call === UPDATE) await shop.reconcile();
    faults.push(...(await differences(shop, buyers)).map((fault) => `after a late call: ${fault}`));
  }

  const again = journey.again ?? tryAgain;
  for (const buyer of buyers) faults.push(...(await again(buyer, planned.roll)));
  await shop.settle();
  faults.push(...(await differences(shop, buyers)).map((fault) => `in the end: ${fault}`));
  return { outcomes, faults };
}

/** What the books of these buyers differ in. */
export async function differences(shop: Shop, buyers: readonly Buyer[]): Promise<string[]> {
  const people = buyers.map(({ person }) => person.id);
  const clicks: Clicks = new Map(
    buyers.map(({ purchaseId, clicks, presses }) => [
      purchaseId,
      { buyer: clicks, offSession: presses },
    ]),
  );
  const ours = await readOurBooks(shop.db, people);
  const theirs = await readTheirBooks(shop.stripe, people, shop.startedAt);
  return disagreements({ ours, theirs }, clicks);
}

export const outcomeOf = async (buyer: Buyer): Promise<Outcome> =>
  (await buyer.findOrder())?.paymentState ?? 'not ordered';

export async function mayBeCutOff(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
  }
}

/**
 * The buyer comes back and pays what is not paid, by a card or by passing the challenge, and clicks
 * on the old page once more, which charges nothing.
 */
export async function tryAgain(buyer: Buyer, roll: () => number): Promise<string[]> {
  const before = await outcomeOf(buyer);
  if (before === 'canceled') return [];
  try {
    if (before === 'authenticating' && roll() < 0.5) await buyer.answerChallenge();
    else if (before === 'not ordered' || isPayable(before)) await buyer.payAfterAll();
    await buyer.clickOnceMore();
  } catch (error) {
    // What was found before tells more than where it shows.
    return [`trying again with an order that is ${before}: ${String(error)}`];
  }
  const after = await outcomeOf(buyer);
  return after === 'paid' ? [] : [`trying again left an order ${after} that was ${before}`];
}
