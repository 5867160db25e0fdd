import type { APIRequestContext } from 'playwright/test';
import { inputs, nobodys } from '../fixtures/action-inputs';
import { findServerAction } from '../fixtures/action-manifest';
import type { Person } from '../fixtures/person';
import { attack, expect, test } from '../fixtures/attack';
import { callAction } from '../fixtures/server-actions';
import { deliver, eventAbout, signatureOf } from '../fixtures/webhook';
import { run } from '../setup/run';

// 300 s is the tolerance; a minute more is no matter of a slow machine.
const TOO_OLD_S = 360;

const anEvent = () => eventAbout('customer.created', { id: 'cus_nobody', object: 'customer' });

const OTHER_SECRET = { secret: 'whsec_somebody_else' };

attack(
  'To be taken for Stripe',
  'events without a signature, with junk, another secret, an old time, a changed body and a scheme that is not counted; a success that did not happen, with the right secret; events of another account and mode; one delivered again and again',
  () => {
    test('an event that Stripe did not sign is refused and not written down', async ({
      visit,
      records,
    }) => {
      const stranger = await visit();
      const event = anEvent();
      const body = JSON.stringify(event);
      const good = signatureOf(body);
      const [time = '', mac = ''] = good.split(',');
      for (const signature of [
        null,
        '',
        'nonsense',
        't=,v1=',
        `${time},v1=`,
        `${time},${mac.slice(0, -2)}`,
        // A scheme of Stripe's test events, and one of nobody's.
        good.replace('v1=', 'v0='),
        good.replace('v1=', 'v2='),
        // The signature stays, its time does not.
        good.replace(time, `t=${Math.floor(Date.now() / 1000) + 1}`),
        signatureOf(body, OTHER_SECRET),
        signatureOf(body, { secret: 'whsec_' }),
        signatureOf(body, { ageInSeconds: TOO_OLD_S }),
        // Signed, but for other words.
        signatureOf(body.replace('cus_nobody', 'cus_somebody')),
        signatureOf(`${body} `),
      ]) {
        expect((await deliver(stranger, body, signature)).status(), String(signature)).toBe(400);
      }
      expect(await records.inboxRow(event.id)).toBeNull();
      expect((await deliver(stranger, body, good)).status()).toBe(200);
      expect(await records.inboxRow(event.id)).not.toBeNull();
    });

    test('a forged success does not pay an order', async ({ visit, person, saveCard, records }) => {
      const card = await saveCard('pm_card_authenticationRequired', { of: person });
      await buy(await visit(person), person, card.id);
      const { id: orderId, paymentState } = await records.onlyOrderOf(person.id);
      expect(paymentState).toBe('authenticating');
      const id = await records.onlyIntentOf(orderId);
      const intent = { id, object: 'payment_intent', status: 'succeeded', amount_received: 4800 };
      const event = eventAbout('payment_intent.succeeded', intent);
      const body = JSON.stringify(event);

      const nobody = await visit();
      expect((await deliver(nobody, body, signatureOf(body, OTHER_SECRET))).status()).toBe(400);
      // Even with the right signature an event is a hint: the intent itself says otherwise.
      expect((await deliver(nobody, body)).status()).toBe(200);
      await records.handledRow(event.id);
      expect((await records.onlyOrderOf(person.id)).paymentState).toBe('authenticating');
    });

    test('an event of another account, or of another mode, is left alone', async ({
      visit,
      records,
    }) => {
      const stripe = await visit();
      for (const foreign of [{ account: 'acct_somebody_else' }, { livemode: true }]) {
        const event = { ...anEvent(), ...foreign };
        const said = await deliver(stripe, JSON.stringify(event));
        expect(said.status(), JSON.stringify(foreign)).toBe(200);
        expect(await records.inboxRow(event.id)).toBeNull();
      }
    });

    test('an event that comes again has one effect', async ({
      visit,
      person,
      buyFor,
      records,
      stripe,
    }) => {
      const { id: orderId } = await buyFor(person);
      const intentId = await records.onlyIntentOf(orderId);
      const list = await stripe.events.list({ type: 'payment_intent.succeeded', limit: 100 });
      const event = list.data.find((one) => (one.data.object as { id?: string }).id === intentId);
      if (!event) throw new Error('Stripe made no event of the payment');
      const body = JSON.stringify(event);
      const signature = signatureOf(body);
      const stranger = await visit();

      const answers = await Promise.all(
        [1, 2, 3, 4, 5, 6].map(() => deliver(stranger, body, signature)),
      );

      expect(answers.map((answer) => answer.status())).toEqual([200, 200, 200, 200, 200, 200]);
      expect(await records.handledRow(event.id)).toMatchObject({
        processedAt: expect.any(Number),
      });
      const timeline = await records.timelineOf(orderId);
      expect(timeline.filter(({ type }) => type === 'payment_succeeded')).toHaveLength(1);
      expect(await records.attemptsOf(orderId)).toHaveLength(1);
      expect(await records.mailsOf(person.id)).toHaveLength(1);
    });

    test('what is said of a wrong secret tells nothing of the right one', async ({ visit }) => {
      const body = JSON.stringify(anEvent());
      const answer = await deliver(await visit(), body, signatureOf(body, OTHER_SECRET));
      const text = await answer.text();
      expect(text).not.toContain('whsec');
      expect(text).not.toContain(run.webhookSecret);
      expect(text.length).toBeLessThan(100);
    });
  },
);

const buy = (visitor: APIRequestContext, { id, addressId }: Person, cardId: string) =>
  callAction(visitor, findServerAction('buyWithCard'), [
    id,
    inputs.buyWithCard?.({ ...nobodys(), cardId, addressId }),
  ]);
