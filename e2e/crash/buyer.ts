import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Card } from '@/db/queries/cards';
import { findOrderByPurchase, type Order } from '@/db/queries/orders';
import type { Result } from '@/lib/domain/failure';
import type { PaymentStarted } from '@/lib/domain/subject';
import { insertPerson, type Person } from '../fixtures/person';
import { giveCard, type TestCardName } from '../fixtures/saved-card';
import type { Shop } from './shop';
import { Visitor } from './visitor';

const cardNames = {
  visa: 'pm_card_visa',
  mastercard: 'pm_card_mastercard',
  /** Its bank asks at every payment. */
  asks: 'pm_card_authenticationRequired',
  /** Is saved, and declined at every payment. */
  declines: 'pm_card_chargeCustomerFail',
} satisfies Record<string, TestCardName>;
export type CardName = keyof typeof cardNames;

const shown = { amount: 4800, currency: 'eur' };

type Answer = Result<PaymentStarted>;
type Typed = Result<{ orderId: string; clientSecret: string }>;

/** Somebody who is signed in and buys one thing, and what they clicked when. */
export class Buyer {
  readonly purchaseId = randomUUID();
  readonly clicks: number[] = [];
  /** When they may be charged off-session: the presses of the staff, the days that charges were put off to. */
  readonly presses: number[] = [];

  private constructor(
    readonly shop: Shop,
    readonly person: Person,
    readonly visitor: Visitor,
    private readonly cards: Partial<Record<CardName, Card>>,
  ) {}

  /** `server` is the one that this buyer's browser talks to. */
  static async enter(shop: Shop, names: readonly CardName[], server = 0): Promise<Buyer> {
    const person = await insertPerson(shop.db);
    const visitor = new Visitor(() => shop.urlOf(server), shop.buildThatDrew);
    await visitor.beginSession(person, shop.authSecret);
    const cards: Partial<Record<CardName, Card>> = {};
    for (const name of names) cards[name] = await giveCard(shop, person, cardNames[name]);
    return new Buyer(shop, person, visitor, cards);
  }

  /** With a `signal` the browser may be closed before the answer comes. */
  buy(card: CardName, signal?: AbortSignal): Promise<Answer> {
    const input = this.purchaseWith(this.cardOf(card));
    this.click();
    return this.visitor.call('buyWithCard', input, signal);
  }

  async pay(card: CardName): Promise<Answer> {
    const { id: orderId, amount, currency } = await this.order();
    const { id: cardId } = this.cardOf(card);
    this.click();
    return this.visitor.call('payWithCard', { orderId, cardId, shown: { amount, currency } });
  }

  /** Types a card at checkout, which the browser sends to Stripe itself. */
  async payWithTypedCard({ saveCardConsent }: { saveCardConsent: string | null }): Promise<void> {
    const order = await this.findOrder();
    const subject = order
      ? { orderId: order.id }
      : { purchaseId: this.purchaseId, productSlug: 'tideline' };
    const started: Typed = await this.visitor.call('startPayment', {
      subject,
      shown,
      to: this.to,
      receiptEmail: this.person.email,
      saveCardConsent,
    });
    if (!started.ok) throw new Error(`checkout was refused: ${started.code}`);
    this.click();
    await this.shop.stripeApi.confirm(
      'payment_intents',
      started.value.clientSecret,
      cardNames.visa,
    );
    await this.visitor.call('checkOrder', { orderId: started.value.orderId });
  }

  /** Passes the bank's challenge, as in its frame; the page then asks how the order is. */
  async answerChallenge(): Promise<void> {
    if (!(await this.answerIfAsked())) throw new Error('there is no challenge to answer');
  }

  /** False where the bank asks nothing. */
  async answerIfAsked(): Promise<boolean> {
    const { id: orderId } = await this.order();
    const resumed: Result<{ clientSecret: string | null }> = await this.visitor.call(
      'resumePayment',
      { orderId },
    );
    const secret = resumed.ok ? resumed.value.clientSecret : null;
    if (!secret) return false;
    // The click that the bank's charge comes from; what only sets a card up charges nothing.
    if (secret.startsWith('pi_')) this.click();
    await this.shop.stripeApi.answerChallenge(secret.split('_secret_')[0] ?? '');
    await this.visitor.call('checkOrder', { orderId });
    return true;
  }

  /** The button of the page that was drawn first. It is no click that a charge may come from. */
  async clickOnceMore(): Promise<void> {
    const card = this.cards.visa;
    const order = await this.findOrder();
    if (!card || !order) return;
    const answer = await this.visitor.call<PaymentStarted>('buyWithCard', this.purchaseWith(card));
    if (!answer.ok || answer.value.orderId !== order.id) {
      throw new Error(`a second click answered ${answer.ok ? 'with another order' : answer.code}`);
    }
  }

  /** Comes back for what is not paid yet, with whatever card there is. */
  async payAfterAll(): Promise<void> {
    const order = await this.findOrder();
    if (this.cards.visa) await (order ? this.pay('visa') : this.buy('visa'));
    else await this.payWithTypedCard({ saveCardConsent: null });
  }

  async giveUp(): Promise<void> {
    const { id: orderId } = await this.order();
    await this.visitor.call('cancelOrder', { orderId });
  }

  async removeCard(card: CardName): Promise<void> {
    const { id: cardId, stripePaymentMethodId } = this.cardOf(card);
    await this.visitor.call('removeCard', { cardId });
    await this.shop.db.transaction(async (tx) => {
      const { stripeCalls } = tx.tables;
      // The time in which it could be undone is over.
      await tx
        .update(stripeCalls)
        .set({ dueAt: Date.now() })
        .where(
          and(
            eq(stripeCalls.operation, 'detach_card'),
            eq(stripeCalls.target, stripePaymentMethodId),
          ),
        );
    });
  }

  findOrder(): Promise<Order | null> {
    return findOrderByPurchase(this.shop.db.read, this.person.id, this.purchaseId);
  }

  async order(): Promise<Order> {
    const order = await this.findOrder();
    if (!order) throw new Error('nothing was ordered yet');
    return order;
  }

  /** Where this buyer has everything sent. */
  get to() {
    return { addressId: this.person.addressId };
  }

  private purchaseWith = ({ id: cardId }: Card) => ({
    purchaseId: this.purchaseId,
    productSlug: 'tideline',
    cardId,
    shown,
    to: this.to,
  });

  has = (name: CardName): boolean => name in this.cards;

  cardOf(name: CardName): Card {
    const card = this.cards[name];
    if (!card) throw new Error(`this buyer has no card that ${name}`);
    return card;
  }

  private click(): void {
    this.clicks.push(Date.now());
  }
}
