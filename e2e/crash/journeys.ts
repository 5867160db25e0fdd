import { savingWording } from '@/lib/domain/consent';
import { cancelJourneys } from './cancel-journeys';
import type { Journey } from './journey';
import { preorderJourneys } from './preorder-journeys';
import { sendingJourneys } from './sending-journeys';
import { refundJourneys } from './refund-journeys';
import { CHANGE, CONFIRM, LOOK, MAKE } from './routes';

const consent = savingWording('save_card_while_paying', 'off_session').version;

export const journeys: readonly Journey[] = [
  {
    name: 'one click',
    cards: ['visa'],
    go: (buyer) => buyer.buy('visa'),
    calls: [MAKE],
    webhookAsks: null,
  },
  {
    name: 'double click',
    cards: ['visa'],
    go: (buyer) => Promise.all([buyer.buy('visa'), buyer.buy('visa')]),
    calls: [MAKE],
    webhookAsks: null,
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
    webhookAsks: null,
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
    webhookAsks: null,
  },
  {
    name: 'removing a card',
    cards: ['mastercard', 'visa'],
    go: (buyer) => buyer.removeCard('mastercard'),
    calls: ['POST /v1/payment_methods/*/detach'],
    webhookAsks: 'GET /v1/payment_methods/*',
  },
  ...preorderJourneys,
  ...refundJourneys,
  ...cancelJourneys,
  ...sendingJourneys,
];
