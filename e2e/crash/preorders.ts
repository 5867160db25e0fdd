import { changeOrder } from '@/db/queries/orders';
import type { Result } from '@/lib/domain/failure';
import { isPayable } from '@/lib/domain/order';
import { CHARGE_LATER_VERSION, shipByOf } from '@/lib/domain/preorder';
import type { PaymentStarted } from '@/lib/domain/subject';
import type { Buyer, CardName } from './buyer';
import { Desk } from './desk';

const PRINT = { slug: 'salt-ledger', amount: 9600, currency: 'eur', shipsWithinDays: 42 };

/** More than any order needs to come from wherever it is to its end. */
const STEPS = 8;

/** A press of the button below the agreement, for a new order or one that waits for a card. */
export async function preorder(buyer: Buyer, card: CardName): Promise<Result<PaymentStarted>> {
  const { id: cardId } = buyer.cardOf(card);
  return buyer.visitor.call('preorderWithCard', { ...(await termsFor(buyer)), cardId });
}

/** Types a card that is charged later, which the browser sends to Stripe itself. */
export async function preorderWithTypedCard(buyer: Buyer): Promise<void> {
  const { visitor, person, shop } = buyer;
  const started: Result<{ orderId: string; clientSecret: string }> = await visitor.call(
    'startPreorder',
    { ...(await termsFor(buyer)), receiptEmail: person.email, saveCardConsent: null },
  );
  if (!started.ok) throw new Error(`checkout was refused: ${started.code}`);
  const { orderId, clientSecret } = started.value;
  await shop.stripeApi.confirm('setup_intents', clientSecret, 'pm_card_visa');
  await visitor.call('checkOrder', { orderId });
}

async function termsFor(buyer: Buyer) {
  const order = await buyer.findOrder();
  const { slug, amount, currency, shipsWithinDays } = PRINT;
  const shipBy = order?.shipBy ?? shipByOf(shipsWithinDays, Date.now());
  return {
    subject: order ? { orderId: order.id } : { purchaseId: buyer.purchaseId, productSlug: slug },
    shown: { amount, currency, shipBy },
    consentVersion: CHARGE_LATER_VERSION,
    to: buyer.to,
  };
}

/** An order that waits to be charged. */
export async function scheduled(buyer: Buyer, card: CardName): Promise<void> {
  await Desk.of(buyer.shop);
  await preorder(buyer, card);
  await buyer.answerIfAsked();
}

/** The staff press "Charge". */
export async function charge(buyer: Buyer) {
  const desk = await Desk.of(buyer.shop);
  const { id } = await buyer.order();
  buyer.presses.push(Date.now());
  return desk.charge(id);
}

/** The bank will say no to the next charge, and yes to a later one. */
export const declineNext = (buyer: Buyer, card: CardName) =>
  buyer.shop.control.declineNext(buyer.cardOf(card).stripePaymentMethodId, 'insufficient_funds');

/** The day comes that a charge was put off to. */
async function chargeOnSchedule(buyer: Buyer): Promise<void> {
  const order = await buyer.order();
  buyer.presses.push(Date.now());
  await buyer.shop.db.transaction((tx) =>
    changeOrder(tx, order, { nextChargeAt: Date.now() }, Date.now()),
  );
  await buyer.shop.chargeDue();
}

/**
 * Whoever has the next word goes on, the buyer, the staff or the schedule, until the order is paid.
 * Then the staff press once more, which charges nothing. Returns what is wrong with that.
 */
export async function seeThrough(buyer: Buyer, roll: () => number): Promise<string[]> {
  const way: string[] = [];
  for (let steps = 0; steps < STEPS; steps++) {
    const state = (await buyer.findOrder())?.paymentState ?? 'not ordered';
    way.push(state);
    if (state === 'paid') break;
    await nextStep(buyer, roll);
  }
  if (way.at(-1) !== 'paid') return [`an order was never paid: ${way.join(', ')}`];
  const again = await charge(buyer);
  return !again.ok && again.code === 'order_closed'
    ? []
    : [`charging a paid order answered ${again.ok ? again.value.paymentState : again.code}`];
}

async function nextStep(buyer: Buyer, roll: () => number): Promise<void> {
  const order = await buyer.findOrder();
  if (!order || (order.paymentState === 'awaiting_payment' && order.scheduledCardId === null)) {
    await chooseCard(buyer, roll);
  } else if (order.nextChargeAt !== null && (order.paymentState === 'declined' || roll() < 0.5)) {
    await chargeOnSchedule(buyer);
  } else if (order.paymentState === 'scheduled') {
    await charge(buyer);
  } else if (order.paymentState === 'authenticating' && roll() < 0.5) {
    await buyer.answerChallenge();
  } else if (isPayable(order.paymentState)) {
    await buyer.pay('visa');
  }
}

/** The buyer is back at a pre-order that has no card yet. */
async function chooseCard(buyer: Buyer, roll: () => number): Promise<void> {
  if ((await buyer.findOrder()) && roll() < 0.5 && (await buyer.answerIfAsked())) return;
  if (buyer.has('visa')) await preorder(buyer, 'visa');
  else await preorderWithTypedCard(buyer);
}
