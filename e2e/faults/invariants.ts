import { and, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { listActiveCards } from '@/db/queries/cards';
import { findLiveIntent } from '@/db/queries/intents';
import { listOrders, type Order } from '@/db/queries/orders';
import { listStock } from '@/db/queries/stock';
import { listDueCalls } from '@/db/queries/stripe-calls';
import { database } from '@/lib/database';
import { isOpenOutcome } from '@/lib/domain/attempt';
import { attemptsOf } from '@/lib/testing/shopper';
import type { CardAtStripe, IntentAtStripe } from '@/lib/testing/stripe-api';
import { holdsOfRefunds } from './money-back-invariants';
import { holdsOfPreorder, waitsForCharge, type SetupAtStripe } from './preorder-invariants';
import { holdsOfSending } from './sending-invariants';
import type { Scene } from './scene';

type Customer = { id: string; metadata: { user_id?: string } };
type Intent = IntentAtStripe & { last_payment_error: object | null };
type Charge = { status: string; payment_intent: string; amount_refunded: number };

/** What must hold of a person's orders and cards, compared with what Stripe says of them. */
export async function holdsAtStripe(scene: Scene): Promise<void> {
  const { user, stripe } = scene;
  const list = async <T>(path: string) => (await stripe.get<{ data: T[] }>(path)).data;
  const people = await list<Customer>(`customers?email=${encodeURIComponent(user.email)}`);
  const of = async <T>(what: string) =>
    (await Promise.all(people.map(({ id }) => list<T>(`${what}?customer=${id}&limit=100`)))).flat();

  const intents = await of<Intent>('payment_intents');
  const setups = await of<SetupAtStripe>('setup_intents');
  const charges = (await of<Charge>('charges')).filter(({ status }) => status === 'succeeded');
  for (const order of await listOrders(database().read, user.id, 50)) {
    const mine = intents.filter(({ metadata }) => metadata.order_id === order.id);
    const paid = charges.filter((charge) => mine.some(({ id }) => id === charge.payment_intent));
    await holdsOfOrder(order, mine, paid);
    await holdsOfPreorder(order, setups);
    await holdsOfSending(order);
    const chargedBy = paid.map((charge) => charge.payment_intent);
    await holdsOfRefunds(scene, order, chargedBy);
  }
  await holdsOfStock();
  await holdsOfWallet(scene, await of<CardAtStripe>('payment_methods'));
  const due = await listDueCalls(database().read, Date.now() + 60 * 60_000, 100);
  const mine = due.filter(({ createdAt }) => createdAt >= scene.since);
  expect(mine, 'a call was left unsent').toEqual([]);
}

async function holdsOfOrder(
  order: Order,
  intents: readonly Intent[],
  charges: readonly Charge[],
): Promise<void> {
  const attempts = await attemptsOf(order.id);
  expect(charges.length, 'charged more than once').toBeLessThan(2);
  const isPaid = charges.length === 1;
  expect(order.paymentState === 'paid', 'paid, as Stripe says').toBe(isPaid);
  expect(attempts.filter(({ outcome }) => outcome === 'succeeded')).toHaveLength(charges.length);
  expect(order.refundedAmount).toBe(charges[0]?.amount_refunded ?? 0);

  // Whatever could still charge is the intent that the order knows, and there is only one.
  const live = await findLiveIntent(database().read, order.id);
  const open = intents.filter(({ status }) => !['succeeded', 'canceled'].includes(status));
  const isOver = isPaid || order.paymentState === 'canceled';
  expect(open.map(({ id }) => id)).toEqual(
    isOver || !live?.stripeIntentId ? [] : [live.stripeIntentId],
  );
  if (isOver) expect(attempts.filter(({ outcome }) => isOpenOutcome(outcome))).toEqual([]);
  else expect(order.paymentState).toBe(await stateOf(order, open[0] ?? null));

  // Nothing is open but what waits for the buyer.
  const waiting = attempts.filter(({ outcome }) => isOpenOutcome(outcome));
  expect(waiting.map(({ outcome }) => outcome)).toEqual(
    open[0]?.status === 'requires_action' ? ['authenticating'] : [],
  );
}

async function stateOf(order: Order, intent: Intent | null): Promise<string> {
  if (intent?.status === 'requires_action') return 'authenticating';
  const lastOutcome = (await attemptsOf(order.id)).at(-1)?.outcome;
  // A decline that Stripe knows of and we don't would be a decline that the buyer never hears of.
  if (intent?.last_payment_error) expect(lastOutcome).toBeDefined();
  if (await waitsForCharge(order)) return 'scheduled';
  return lastOutcome === 'declined' ? 'declined' : 'awaiting_payment';
}

/** A copy is on the shelf or set aside for an order. */
async function holdsOfStock(): Promise<void> {
  const { read } = database();
  const { orders } = read.tables;
  for (const { productId, total, available } of await listStock(read)) {
    const held = await read
      .select({ id: orders.id })
      .from(orders)
      .where(and(eq(orders.productId, productId), eq(orders.holdsStock, true)));
    expect(total - available).toBe(held.length);
  }
}

/** The wallet shows what is attached at Stripe, and offers at checkout what Stripe may offer there. */
async function holdsOfWallet({ user }: Scene, attached: readonly CardAtStripe[]): Promise<void> {
  const cards = await listActiveCards(database().read, user.id);
  const shown = cards.map(({ stripePaymentMethodId: id, redisplay, last4, expMonth, expYear }) => ({
    id,
    allow_redisplay: redisplay,
    card: { last4, exp_month: expMonth, exp_year: expYear },
  }));
  expect(attached).toHaveLength(cards.length);
  expect(attached).toEqual(
    expect.arrayContaining(
      shown.map(
        (card) =>
          expect.objectContaining({
            ...card,
            card: expect.objectContaining(card.card) as unknown,
          }) as unknown,
      ),
    ),
  );
  expect(cards.filter(({ isDefault }) => isDefault)).toHaveLength(cards.length > 0 ? 1 : 0);
}
