import type { Journey } from './journey';
import { charge, scheduled, seeThrough } from './preorders';
import { paidAndOpened, refund, refundAfterAll } from './refunds';
import { LOOK, MAKE } from './routes';
import { paid, send, sendAfterAll, undo } from './sending';

/** Stripe is asked nothing: the kill comes at any moment. */
const sending = {
  cards: ['visa'],
  before: paid,
  calls: [],
  isQuiet: true,
  webhookAsks: null,
  leaves: ['paid'],
  again: sendAfterAll,
} satisfies Partial<Journey>;

export const sendingJourneys: readonly Journey[] = [
  { ...sending, name: 'sending', go: send },
  {
    ...sending,
    name: 'sending, pressed twice',
    go: (buyer) => Promise.all([send(buyer), send(buyer)]),
  },
  {
    ...sending,
    name: 'sending, undone, and sent',
    go: async (buyer) => {
      await send(buyer);
      await undo(buyer);
      await send(buyer);
    },
  },
  {
    name: 'sending after a charge',
    cards: ['visa'],
    before: (buyer) => scheduled(buyer, 'visa'),
    go: async (buyer) => {
      await charge(buyer);
      await send(buyer);
    },
    calls: [MAKE],
    webhookAsks: null,
    leaves: ['scheduled', 'paid'],
    again: async (buyer, roll) => [
      ...(await seeThrough(buyer, roll)),
      ...(await sendAfterAll(buyer)),
    ],
  },
  {
    name: 'sending while all is given back',
    cards: ['visa'],
    before: (buyer) => paidAndOpened(buyer, [null]),
    go: (buyer) => Promise.all([refund(buyer), send(buyer)]),
    calls: ['POST /v1/refunds'],
    webhookAsks: LOOK,
    leaves: ['paid'],
    again: async (buyer) => [...(await refundAfterAll(buyer)), ...(await sendAfterAll(buyer))],
  },
];
