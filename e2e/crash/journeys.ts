import { consentWordings } from '@/lib/domain/consent';
import type { Buyer, CardName } from './buyer';

/** Something that a buyer does, and where it can be cut off. A new kind of journey is one more entry. */
export type Journey = {
  name: string;
  cards: readonly CardName[];
  /** What has happened before, undisturbed. */
  before?: (buyer: Buyer) => Promise<unknown>;
  /** What the server is killed in. */
  go: (buyer: Buyer) => Promise<unknown>;
  /** The calls to Stripe on the way, each of which may be the last. */
  calls: readonly string[];
  /** What the handler of its events asks Stripe. */
  webhookAsks: string;
};

const MAKE = 'POST /v1/payment_intents';
const LOOK = 'GET /v1/payment_intents/*';
const CHANGE = 'POST /v1/payment_intents/*';
const CONFIRM = 'POST /v1/payment_intents/*/confirm';

const consent = consentWordings.save_card_while_paying.version;

export const journeys: readonly Journey[] = [
  {
    name: 'one click',
    cards: ['visa'],
    go: (buyer) => buyer.buy('visa'),
    calls: [MAKE],
    webhookAsks: LOOK,
  },
  {
    name: 'double click',
    cards: ['visa'],
    go: (buyer) => Promise.all([buyer.buy('visa'), buyer.buy('visa')]),
    calls: [MAKE],
    webhookAsks: LOOK,
  },
  {
    name: 'one click, the bank asks',
    cards: ['asks', 'visa'],
    go: (buyer) => buyer.buy('asks'),
    calls: [MAKE],
    webhookAsks: LOOK,
  },
  {
    name: 'one click, declined',
    cards: ['declines', 'visa'],
    go: (buyer) => buyer.buy('declines'),
    calls: [MAKE],
    webhookAsks: LOOK,
  },
  {
    name: 'passing the challenge',
    cards: ['asks', 'visa'],
    before: (buyer) => buyer.buy('asks'),
    go: (buyer) => buyer.answerChallenge(),
    calls: [LOOK],
    webhookAsks: LOOK,
  },
  {
    name: 'another card after a decline',
    cards: ['declines', 'visa'],
    before: (buyer) => buyer.buy('declines'),
    go: (buyer) => buyer.pay('visa'),
    calls: [CONFIRM],
    webhookAsks: LOOK,
  },
  {
    name: 'another card while the bank asks',
    cards: ['asks', 'visa'],
    before: (buyer) => buyer.buy('asks'),
    go: (buyer) => buyer.pay('visa'),
    calls: [LOOK, CHANGE, CONFIRM],
    webhookAsks: LOOK,
  },
  {
    name: 'first card, typed and saved',
    cards: [],
    go: (buyer) => buyer.payWithTypedCard({ saveCardConsent: consent }),
    calls: ['POST /v1/customers', MAKE, 'POST /v1/payment_methods/*'],
    webhookAsks: LOOK,
  },
  {
    name: 'typed card after a decline',
    cards: ['declines', 'visa'],
    before: (buyer) => buyer.buy('declines'),
    go: (buyer) => buyer.payWithTypedCard({ saveCardConsent: null }),
    calls: [CHANGE],
    webhookAsks: LOOK,
  },
  {
    name: 'giving up an order',
    cards: ['declines', 'visa'],
    before: (buyer) => buyer.buy('declines'),
    go: (buyer) => buyer.giveUp(),
    calls: ['POST /v1/payment_intents/*/cancel'],
    webhookAsks: LOOK,
  },
  {
    name: 'removing a card',
    cards: ['mastercard', 'visa'],
    go: (buyer) => buyer.removeCard('mastercard'),
    calls: ['POST /v1/payment_methods/*/detach'],
    webhookAsks: 'GET /v1/payment_methods/*',
  },
];
