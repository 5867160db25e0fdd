import { savingWording } from '@/lib/domain/consent';
import { Buyer } from '../buyer';
import { Desk } from '../desk';
import { until } from '../kill';
import { differences, mayBeCutOff, outcomeOf, type RunResult } from '../one-run';
import { paidAndOpened, refund } from '../refunds';
import { MAKE } from '../routes';
import type { Shop } from '../shop';

const consent = savingWording('save_card_while_paying', 'off_session').version;

/**
 * A backup is made, people go on buying, the server dies in the middle of a click, and the backup is
 * put back. What they did since is known at Stripe only. They come back to the pages that they have
 * open, press again, and pass the challenge that their bank had begun.
 */
export async function restored(shop: Shop): Promise<RunResult> {
  await Desk.of(shop);
  const before = await Buyer.enter(shop, ['visa']);
  const since = await Buyer.enter(shop, ['visa']);
  const asked = await Buyer.enter(shop, ['asks', 'visa']);
  const another = await Buyer.enter(shop, ['declines', 'visa']);
  const newcomer = await Buyer.enter(shop, []);
  const refunded = await Buyer.enter(shop, ['visa']);
  const cutOff = await Buyer.enter(shop, ['visa']);
  const buyers = [before, since, asked, another, newcomer, refunded, cutOff];
  await before.buy('visa');
  await another.buy('declines');
  await paidAndOpened(refunded, [1200, 800]);
  await shop.settle();
  const backup = await shop.backUp();

  await since.buy('visa');
  await asked.buy('asks');
  await another.pay('visa');
  await newcomer.payWithTypedCard({ saveCardConsent: consent });
  await refund(refunded);
  await shop.settle();
  await shop.control.arm({ route: MAKE, kind: 'hold', times: 1 });
  const click = mayBeCutOff(cutOff.buy('visa'));
  await until(async () => (await shop.control.holds()).length > 0);
  await shop.kill();
  await click;
  await shop.control.endHolds('arrive');
  await shop.putBack(backup);
  const faults: string[] = [];
  if (await since.findOrder()) faults.push('the backup knows what came after it');

  await shop.start();
  for (const buyer of [since, newcomer, cutOff]) {
    if ((await outcomeOf(buyer)) !== 'paid') faults.push('an order was not found at the start');
  }
  // On the pages as they were drawn: whoever has paid is not charged again.
  for (const buyer of [since, cutOff, before]) await buyer.clickOnceMore();
  await asked.answerChallenge();
  await shop.reconcile();
  await shop.settle();
  faults.push(...(await differences(shop, buyers)));
  const outcomes = await Promise.all(buyers.map(outcomeOf));
  if (outcomes.some((outcome) => outcome !== 'paid')) faults.push('somebody has not bought');
  return { outcomes, faults };
}
