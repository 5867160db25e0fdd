import type { Journey } from './journey';
import { paidAndOpened, refund, refundAfterAll } from './refunds';
import { LOOK } from './routes';

/** Staff give money of a paid order back. */
const refunding = {
  cards: ['visa'],
  calls: ['POST /v1/refunds', LOOK],
  webhookAsks: LOOK,
  leaves: ['paid'],
  again: refundAfterAll,
} satisfies Partial<Journey>;

export const refundJourneys: readonly Journey[] = [
  {
    ...refunding,
    name: 'a refund of all',
    before: (buyer) => paidAndOpened(buyer, [null]),
    go: refund,
  },
  {
    ...refunding,
    name: 'a refund of a part, pressed twice',
    before: (buyer) => paidAndOpened(buyer, [1200]),
    go: (buyer) => refund(buyer, 2),
  },
  {
    ...refunding,
    name: 'two refunds at once',
    before: (buyer) => paidAndOpened(buyer, [1200, 2400]),
    go: refund,
  },
];
