import type { OurBooks, TheirBooks } from './books';

type Books = { ours: OurBooks; theirs: TheirBooks };
type Order = OurBooks['orders'][number];

/** Where orders that are charged later, and the cards that were set up for them, differ. */
export const preorderDisagreements = (books: Books): string[] => [
  ...books.ours.orders.flatMap((order) =>
    order.isPreorder ? ofPreorder(books, order) : ofOther(order),
  ),
  ...books.theirs.setups
    .filter(
      ({ orderId }) => orderId !== null && !books.ours.orders.some(({ id }) => id === orderId),
    )
    .map(({ id }) => `setup ${id} is of no order`),
];

const ofOther = ({ reference, paymentState }: Order): string[] =>
  paymentState === 'scheduled' ? [`order ${reference} is scheduled, and no pre-order`] : [];

function ofPreorder({ ours, theirs }: Books, order: Order): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string) => {
    if (!holds) faults.push(`pre-order ${order.reference} ${fault}`);
  };
  const { paymentState } = order;
  const isOver = paymentState === 'paid' || paymentState === 'canceled';
  const isSetUp = theirs.setups.some(
    ({ orderId, status }) => orderId === order.id && status === 'succeeded',
  );
  expect(paymentState !== 'scheduled' || isSetUp, 'is scheduled, and no card was set up for it');
  expect(isOver || !isSetUp || order.scheduledCardId !== null, 'does not know of its card');

  const card = ours.cards.find(({ id }) => id === order.scheduledCardId);
  const isAttached = theirs.cards.some(({ id }) => id === card?.stripePaymentMethodId);
  expect(
    isOver || order.scheduledCardId === null || isAttached,
    'is charged to a card that is not at Stripe',
  );

  const attempts = ours.attempts.filter(({ orderId }) => orderId === order.id);
  const wasTried = attempts.some(({ outcome }) => outcome !== 'not_sent');
  const isTheBuyers = attempts.some(({ isOffSession }) => !isOffSession);
  // What reached nobody changes nothing: the order waits to be charged as before.
  expect(
    isOver ||
      wasTried ||
      isTheBuyers ||
      order.scheduledCardId === null ||
      paymentState === 'scheduled',
    `is ${paymentState}, with a card, and nobody charged it`,
  );
  const isAgreed = ours.agreements.some(({ orderId }) => orderId === order.id);
  expect(isAgreed === (paymentState !== 'canceled'), 'is not what was agreed to');
  // A final decline lets the copy go; the next try takes one again before it is sent.
  const mayLackCopy = paymentState === 'canceled' || paymentState === 'declined';
  expect(order.holdsStock || mayLackCopy, `is ${paymentState}, and has no copy`);
  expect(
    !(order.holdsStock && paymentState === 'canceled'),
    'is canceled, and has one copy too many',
  );
  const isPayableElsewhere = ours.intents.some(
    ({ orderId, stripeIntentId, endedAt, secretIsOut }) =>
      orderId === order.id &&
      endedAt === null &&
      secretIsOut &&
      theirs.intents.some(({ id, status }) => id === stripeIntentId && status !== 'canceled'),
  );
  expect(order.holdsStock || !isPayableElsewhere, 'is without a copy, and a browser could pay it');
  return faults;
}
