import type { Journey } from './journey';
import {
  declineNext,
  preorder,
  preorderWithTypedCard,
  scheduled,
  seeThrough,
  charge,
} from './preorders';
import { CONFIRM, MAKE } from './routes';

const SET_UP = 'POST /v1/setup_intents';
const LOOK_AT_SETUP = 'GET /v1/setup_intents/*';

/** Nothing is charged: the card is set up, or it is not. */
const ordering = {
  webhookAsks: LOOK_AT_SETUP,
  leaves: ['not ordered', 'awaiting_payment', 'scheduled'],
  again: seeThrough,
} satisfies Partial<Journey>;

/** The charge is found, or it was never sent and the order waits to be charged as before. */
const charging = {
  calls: [MAKE],
  webhookAsks: null,
  leaves: ['scheduled', 'paid'],
  again: seeThrough,
} satisfies Partial<Journey>;

export const preorderJourneys: readonly Journey[] = [
  {
    ...ordering,
    name: 'pre-order',
    cards: ['visa'],
    go: (buyer) => preorder(buyer, 'visa'),
    calls: [SET_UP],
    // Events wait for clicks that are under way, and by its end the click has kept the card itself.
    webhookAsks: null,
  },
  {
    ...ordering,
    name: 'pre-order, the bank asks',
    cards: ['asks', 'visa'],
    go: (buyer) => preorder(buyer, 'asks'),
    calls: [SET_UP],
  },
  {
    ...ordering,
    name: 'pre-order, the card typed',
    cards: [],
    go: preorderWithTypedCard,
    calls: ['POST /v1/customers', SET_UP, LOOK_AT_SETUP],
  },
  {
    ...ordering,
    name: 'another card for a pre-order',
    cards: ['visa', 'mastercard'],
    before: (buyer) => scheduled(buyer, 'visa'),
    go: (buyer) => preorder(buyer, 'mastercard'),
    calls: [SET_UP],
    webhookAsks: null,
    leaves: ['scheduled'],
  },
  {
    ...charging,
    name: 'charge',
    cards: ['visa'],
    before: (buyer) => scheduled(buyer, 'visa'),
    go: charge,
  },
  {
    ...charging,
    name: 'charge, pressed twice',
    cards: ['visa'],
    before: (buyer) => scheduled(buyer, 'visa'),
    go: (buyer) => Promise.all([charge(buyer), charge(buyer)]),
  },
  {
    ...charging,
    name: 'charge, declined for now',
    cards: ['visa'],
    before: async (buyer) => {
      await scheduled(buyer, 'visa');
      await declineNext(buyer, 'visa');
    },
    go: charge,
    leaves: ['scheduled', 'declined'],
  },
  {
    ...charging,
    name: 'charge, the bank wants its customer',
    cards: ['asks', 'visa'],
    before: (buyer) => scheduled(buyer, 'asks'),
    go: charge,
    leaves: ['scheduled', 'declined'],
  },
  {
    ...charging,
    name: 'a charge is confirmed by its buyer',
    cards: ['asks', 'visa'],
    before: async (buyer) => {
      await scheduled(buyer, 'asks');
      await charge(buyer);
    },
    go: (buyer) => buyer.pay('asks'),
    calls: [CONFIRM],
    leaves: ['awaiting_payment', 'authenticating', 'declined'],
  },
];
