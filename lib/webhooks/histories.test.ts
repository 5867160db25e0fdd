import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StripeLocalClient } from '@/stripe-local/client';
import { reconcile } from '../reconcile/reconcile';
import { histories, standingOf } from '../testing/histories';
import { openFileShop } from '../testing/file-shop';
import { aShopper, typeCard } from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import type { EventAtStripe } from '../testing/stripe-api';
import { receiveWebhook } from './receive';
import { inboxIsDrained } from './take-up';

const { shop } = await openFileShop();

/** Answered; what follows is still under way. */
async function receive(event: EventAtStripe): Promise<void> {
  const body = JSON.stringify(event);
  await receiveWebhook(body, signatureOf(body));
}

async function newestEvents(after: string | null): Promise<EventAtStripe[]> {
  const path = `events?limit=100${after ? `&ending_before=${after}` : ''}`;
  return (await shop.stripe.get<{ data: EventAtStripe[] }>(path)).data;
}

/**
 * What becomes of the events that are there after each step: which are delivered now, in what order, and
 * whether the next step comes while they are being fetched about.
 */
const deliveries = fc.array(
  fc.record({
    parts: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 4 }),
    isWaitedFor: fc.boolean(),
  }),
  { minLength: 6, maxLength: 6 },
);

it.each(Object.entries(histories))(
  'events in any order, twice, or lost: %s',
  async (_name, { steps, end }) => {
    const bank = new StripeLocalClient(shop.stripeUrl);
    await fc.assert(
      fc.asyncProperty(deliveries, fc.nat(), async (rounds, last) => {
        const [before] = await newestEvents(null);
        const { orderId, clientSecret } = await typeCard(await aShopper());
        const intentId = clientSecret.split('_secret_')[0] ?? '';
        const about = async () =>
          (await newestEvents(before?.id ?? null)).filter((event) =>
            JSON.stringify(event).includes(intentId),
          );
        for (const [at, step] of steps.entries()) {
          await step({ stripe: shop.stripe, bank, intentId, clientSecret });
          const events = await about();
          const { parts = [], isWaitedFor = true } = rounds[at] ?? {};
          const chosen = parts.map((part) => events[Math.floor(part * events.length)]);
          for (const event of chosen) if (event) await receive(event);
          if (isWaitedFor) await inboxIsDrained();
        }
        // Stripe repeats what was not answered for days: of the payment and of the money that came
        // back one event each comes after the end, which is all that it takes.
        const heard = await about();
        for (const family of [/^payment_intent\./, /^(refund|charge\.(refund|dispute))/]) {
          const told = heard.filter(({ type }) => family.test(type));
          const late = told[last % told.length];
          if (late) await receive({ ...late, id: `${late.id}_late` });
        }
        await inboxIsDrained();
        await reconcile(Date.now());
        expect(await standingOf(orderId)).toEqual(end);
      }),
      { numRuns: 12 },
    );
  },
);
