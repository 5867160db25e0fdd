import { randomUUID } from 'node:crypto';
import { inputs, nobodys, type Ids } from '../fixtures/action-inputs';
import { expectNoStack } from '../fixtures/no-stack';
import { findServerAction, type KnownAction } from '../fixtures/action-manifest';
import { callAction } from '../fixtures/server-actions';
import type { Person } from '../fixtures/person';
import type { Records } from '../fixtures/records';
import { expect, test, type OfTest } from '../fixtures/test';

type Tools = Pick<OfTest, 'openBrowser' | 'saveCard'> & { records: Records };

const namingCards = [
  'makeDefault',
  'offerAtCheckout',
  'removeCard',
  'undoRemoval',
  'buyWithCard',
  'payWithCard',
];
const namingOrders = ['payWithCard', 'startPayment', 'checkOrder', 'resumePayment', 'cancelOrder'];

test("somebody else's cards and orders are as good as none", async ({
  page,
  buyer,
  stranger,
  openBrowser,
  saveCard,
  records,
}) => {
  const theirs = await orderOf(stranger, { openBrowser, saveCard, records });
  const mine = await saveCard('pm_card_visa');
  const before = await everythingOf(stranger.id, theirs.orderId, records);

  const call = async (action: KnownAction, ids: Ids) => {
    const input = inputs[action.name]?.(ids);
    const { result, text } = await callAction(page.request, action, [buyer.id, input]);
    expectNoStack(text);
    return result;
  };
  for (const name of namingCards) {
    const action = findServerAction(name);
    const missing = await call(action, nobodys());
    expect(missing, name).toEqual({ ok: false, code: 'not_found' });
    const foreign = await call(action, { ...nobodys(), cardId: theirs.cardId });
    expect(foreign, name).toEqual(missing);
  }
  for (const name of namingOrders) {
    const action = findServerAction(name);
    const missing = await call(action, { ...nobodys(), cardId: mine.id });
    expect(missing, name).toEqual({ ok: false, code: 'not_found' });
    const foreign = await call(action, { orderId: theirs.orderId, cardId: mine.id });
    expect(foreign, name).toEqual(missing);
  }

  expect(await everythingOf(stranger.id, theirs.orderId, records)).toEqual(before);
  expect(await records.ordersOf(buyer.id)).toHaveLength(0);
});

test("an order of one's own is not paid with somebody else's card", async ({
  page,
  buyer,
  stranger,
  openBrowser,
  saveCard,
  records,
}) => {
  const theirs = await saveCard('pm_card_visa', { of: stranger });
  const mine = await orderOf(buyer, { openBrowser, saveCard, records });
  const input = inputs.payWithCard?.({ orderId: mine.orderId, cardId: theirs.id });
  const { result } = await callAction(page.request, findServerAction('payWithCard'), [
    buyer.id,
    input,
  ]);
  expect(result).toEqual({ ok: false, code: 'not_found' });
  expect(await records.attemptsOf(mine.orderId)).toHaveLength(1);
});

test("somebody else's order has no page, no state and no way back from a bank", async ({
  buyer,
  page,
  stranger,
  openBrowser,
  saveCard,
  records,
  complaints,
}) => {
  complaints.expect(/status of 404/);
  const theirs = await orderOf(stranger, { openBrowser, saveCard, records });
  const look = async (orderId: string) => {
    const answers: unknown[] = [];
    for (const path of [
      `/orders/${orderId}`,
      `/orders/${orderId}/return?for=${buyer.id}`,
      `/checkout?order=${orderId}`,
    ]) {
      const response = await page.goto(path);
      const shownTo = await page.getByRole('main').innerText();
      answers.push([response?.status(), shownTo]);
    }
    const state = await page.request.get(`/api/orders/${orderId}?for=${buyer.id}`);
    answers.push([state.status(), await state.text()]);
    return answers;
  };

  const missing = await look(randomUUID());
  expect(missing.map((answer) => (answer as [number])[0])).toEqual([404, 404, 404, 404]);
  expect(await look(theirs.orderId)).toEqual(missing);
  expect(await look('not-an-id')).toEqual(missing);
});

test("somebody else's SetupIntent brings no card into one's wallet", async ({
  page,
  buyer,
  stranger,
  openBrowser,
  records,
  stripe,
}) => {
  const other = await openBrowser(stranger);
  const input = inputs.startAddingCard?.(nobodys());
  const { result } = await callAction(other.page.request, findServerAction('startAddingCard'), [
    stranger.id,
    input,
  ]);
  const { clientSecret } = (result as { value: { clientSecret: string } }).value;
  const [setupIntent = ''] = clientSecret.split('_secret_');
  await stripe.setupIntents.confirm(setupIntent, {
    payment_method: 'pm_card_visa',
    return_url: 'https://example.com/elsewhere',
  });

  await page.goto(`/wallet/return?for=${buyer.id}&setup_intent=${setupIntent}`);
  await expect(page.getByText('The card was not saved')).toBeVisible();
  expect(await records.cardsOf(buyer.id)).toHaveLength(0);
});

test('the state of an order is not told to the signed-out', async ({ request }) => {
  const response = await request.get(`/api/orders/${randomUUID()}`);
  expect(response.status()).toBe(401);
});

/** Lets somebody try to buy with a card that is declined: the order is theirs, and can be paid. */
async function orderOf(owner: Person, { openBrowser, saveCard, records }: Tools): Promise<Ids> {
  const { page } = await openBrowser(owner);
  const card = await saveCard('pm_card_chargeCustomerFail', { of: owner });
  const input = inputs.buyWithCard?.({ ...nobodys(), cardId: card.id });
  const { result } = await callAction(page.request, findServerAction('buyWithCard'), [
    owner.id,
    input,
  ]);
  expect(result).toMatchObject({ ok: true });
  const order = await records.onlyOrderOf(owner.id);
  expect(order.paymentState).toBe('declined');
  return { orderId: order.id, cardId: card.id };
}

async function everythingOf(userId: string, orderId: string, records: Records) {
  return {
    cards: await records.cardsOf(userId),
    orders: await records.ordersOf(userId),
    attempts: await records.attemptsOf(orderId),
    timeline: await records.timelineOf(orderId),
  };
}
