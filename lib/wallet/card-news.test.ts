import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { findCardByStripeId, type Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { sendDueCalls } from '../send-due-calls';
import { costOf } from '../testing/cost';
import { openFileShop } from '../testing/file-shop';
import { deliver, eventsSince, newestEventId } from '../testing/new-events';
import { addCard, aShopper } from '../testing/shopper';
import type { EventAtStripe } from '../testing/stripe-api';

const { shop, control } = await openFileShop();
let user: User;
let card: Card;
let before: string;
beforeEach(begin);

/** A card of somebody, of which Stripe knows what they agreed to. */
async function begin(): Promise<void> {
  user = await aShopper();
  card = await addCard(shop.stripe, user, 'pm_card_visa');
  await sendDueCalls();
  before = await newestEventId(shop.stripe);
}

const ASK = 'GET /v1/payment_methods/*';
const row = () => findCardByStripeId(database().read, card.stripePaymentMethodId);
const events = () => eventsSince(shop.stripe, before);
const reissue = (year: number) =>
  control.updateCard(card.stripePaymentMethodId, { exp_month: 5, exp_year: year });
const hear = async (event: EventAtStripe) => (await costOf(control, () => deliver(event))).calls;
const of = ({ stripePaymentMethodId }: Card) => `payment_methods/${stripePaymentMethodId}`;

describe('an event about a card', () => {
  it('has Stripe asked, and the row says what it answers', async () => {
    await reissue(2040);
    const [event] = await events();
    expect(event && (await hear(event))).toEqual([ASK]);
    expect(await row()).toMatchObject({ expMonth: 5, expYear: 2040 });
  });

  it('that echoes our own call is not asked about', async () => {
    const mastercard = await addCard(shop.stripe, user, 'pm_card_mastercard');
    before = await newestEventId(shop.stripe);
    await sendDueCalls();
    const [echo] = await events();
    if (!echo) throw new Error('there is no event');
    expect(echo).toMatchObject({ type: 'payment_method.updated' });
    expect(echo.data.object.id).toBe(mastercard.stripePaymentMethodId);
    expect(await hear(echo)).toEqual([]);
  });

  it.each([
    ['takes that back', { allow_redisplay: 'limited' }],
    ['tells of more', { allow_redisplay: 'always', card: { exp_month: 6, exp_year: 2043 } }],
    ['tells of something else', { metadata: { seen: 'yes' } }],
  ])('that %s is', async (_what, form) => {
    await shop.stripe.post(of(card), { allow_redisplay: 'unspecified' });
    before = await newestEventId(shop.stripe);
    await shop.stripe.post(of(card), form);
    const [event] = await events();
    expect(event && (await hear(event))).toEqual([ASK]);
    expect(await row()).toMatchObject({ redisplay: 'always' });
  });

  it.each([
    ['tells of no object', { object: null, previous_attributes: { allow_redisplay: 'limited' } }],
    ['tells of no change', { previous_attributes: null }],
  ])('that %s is a reason to ask, or about nothing', async (_what, data) => {
    await shop.stripe.post(of(card), { metadata: { seen: 'yes' } });
    const [event] = await events();
    if (!event) throw new Error('there is no event');
    const calls = await hear({ ...event, data: { ...event.data, ...data } } as EventAtStripe);
    expect(calls).toEqual('object' in data ? [] : [ASK]);
  });

  it('that was detached is not asked about a second time', async () => {
    await shop.stripe.post(`${of(card)}/detach`);
    const [event] = await events();
    if (!event) throw new Error('there is no event');
    expect(await hear(event)).toEqual([ASK]);
    expect(await row()).toMatchObject({ state: 'detached' });
    expect(await hear({ ...event, id: `${event.id}again` })).toEqual([]);
  });
});

/** Two years only, so that cards become again what they were: `expYear`, or that it is taken off. */
const change = fc.constantFrom(2040, 2041, 'detach' as const);
/** What happens next: a change at Stripe, or an event of those before arrives, be it once more. */
const happening = fc.oneof(
  change,
  fc.record({ arrives: fc.double({ min: 0, max: 0.99, noNaN: true }) }),
);

it('whatever happens to a card, and in whatever order it is told, the row ends as Stripe has it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 2, maxLength: 7 }),
      fc.infiniteStream(fc.nat()),
      async (story, dice) => {
        await begin();
        const heard = new Set<string>();
        const tell = async (event: EventAtStripe) => {
          // Each delivery is an event of its own: the inbox knows the ones that came twice.
          await deliver(
            heard.has(event.id) ? { ...event, id: `${event.id}x${heard.size}` } : event,
          );
          heard.add(event.id);
        };
        let isOn = true;
        for (const step of story) {
          const told = await events();
          if (typeof step === 'object') {
            const event = told[Math.floor(step.arrives * told.length)];
            if (event) await tell(event);
          } else if (isOn && step === 'detach') {
            await shop.stripe.post(`${of(card)}/detach`);
            isOn = false;
          } else if (isOn && typeof step === 'number') await reissue(step);
        }
        // What has not come yet comes in any order.
        const rest = (await events()).filter(({ id }) => !heard.has(id));
        while (rest.length > 0) {
          const [event] = rest.splice((dice.next().value ?? 0) % rest.length, 1);
          if (event) await tell(event);
        }
        const theirs = await shop.stripe.get<{
          customer: string | null;
          card: { exp_year: number };
        }>(`payment_methods/${card.stripePaymentMethodId}`);
        const ours = await row();
        expect(ours?.state).toBe(theirs.customer === null ? 'detached' : 'active');
        if (theirs.customer !== null) expect(ours?.expYear).toBe(theirs.card.exp_year);
      },
    ),
    { numRuns: 20 },
  );
});
