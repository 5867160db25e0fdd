import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { listAttention } from '@/db/queries/attention';
import type { Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { closeUnsent } from '../orders/attempts/close-unsent';
import { payOrder } from '../orders/checkout/saved-card';
import { lookAtUnanswered } from '../reconcile/steps/unanswered-attempts';
import { sendDueCalls } from '../send-due-calls';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  stripeCustomerOf,
  TIDELINE,
} from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import type { EventAtStripe } from '../testing/stripe-api';
import { deliverWebhook } from '../testing/deliver';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();

const CREATE = 'POST /v1/payment_intents';
const CLICK_IS_OVER_MS = 2 * 60_000;

type Buyer = { user: User; card: Card };

/** Whose answer is lost: the call charged all the same, or it never arrived. */
async function buyUnheard({ user, card }: Buyer, kind: 'reset_after' | 'reset_before') {
  await control.arm({ route: CREATE, kind, times: 100 });
  const { orderId } = await buy(user, card);
  await control.disarm();
  return orderId;
}
async function giveUp(orderId: string): Promise<void> {
  const [attempt] = await attemptsOf(orderId);
  if (attempt) await closeUnsent(attempt, { endsIntent: true });
}
const payAgain = ({ user, card }: Buyer, orderId: string) =>
  payOrder(user, { orderId, cardId: card.id, shown: TIDELINE.shown });

/** How an order came to have an intent that we do not know, or know too little of. */
const ways: Record<string, (buyer: Buyer) => Promise<string>> = {
  'its answer was lost, and it is adopted': (buyer) => buyUnheard(buyer, 'reset_after'),
  'it was given up, and charged all the same': async (buyer) => {
    const orderId = await buyUnheard(buyer, 'reset_after');
    await giveUp(orderId);
    return orderId;
  },
  'it was given up and charged, and so was the one in its place': async (buyer) => {
    const orderId = await buyUnheard(buyer, 'reset_after');
    await giveUp(orderId);
    await payAgain(buyer, orderId);
    return orderId;
  },
  'it was fenced, and another one paid': async (buyer) => {
    const orderId = await buyUnheard(buyer, 'reset_before');
    await lookAtUnanswered(Date.now() + CLICK_IS_OVER_MS, 'command');
    await payAgain(buyer, orderId);
    return orderId;
  },
};

async function deliver(event: EventAtStripe): Promise<void> {
  const body = JSON.stringify(event);
  await deliverWebhook(body, signatureOf(body));
}

/** The events in some order, and which of them come while others are being fetched about. */
const arrivals = fc.array(fc.record({ part: fc.nat(1_000), isAlone: fc.boolean() }), {
  minLength: 12,
  maxLength: 12,
});

it.each(Object.entries(ways))(
  'each charge is in the books, and once, in whatever order its events come: %s',
  async (_name, begin) => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (all) => {
        const user = await aShopper();
        const card = await addCard(shop.stripe, user, 'pm_card_visa');
        const orderId = await begin({ user, card });
        const customer = await stripeCustomerOf(user);
        const listed = await shop.stripe.get<{ data: EventAtStripe[] }>('events?limit=100');
        const about = listed.data.filter(
          (event) =>
            event.type.startsWith('payment_intent.') && JSON.stringify(event).includes(orderId),
        );
        const sorted = about
          .map((event, at) => ({ event, ...(all[at] ?? { part: at, isAlone: true }) }))
          .sort((a, b) => a.part - b.part);
        let together: Promise<void>[] = [];
        for (const { event, isAlone } of sorted) {
          together.push(deliver(event));
          if (!isAlone) continue;
          await Promise.all(together);
          together = [];
        }
        await Promise.all(together);
        await sendDueCalls();
        const charges = await shop.stripe.chargesOf(customer);
        const outcomes = (await attemptsOf(orderId)).map(({ outcome }) => outcome);
        expect(outcomes.filter((outcome) => outcome === 'succeeded')).toHaveLength(charges.length);
        expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
        const owed = await listAttention(database().read, orderId);
        expect(owed.filter(({ kind }) => kind === 'charged_twice')).toHaveLength(
          charges.length - 1,
        );
      }),
      { numRuns: 6 },
    );
  },
);
