import type { Buyer } from './buyer';
import { Desk } from './desk';
import type { Journey } from './journey';
import { scheduled, charge } from './preorders';

async function cancel(buyer: Buyer) {
  const desk = await Desk.of(buyer.shop);
  return desk.cancel((await buyer.order()).id);
}

/** The staff press once more, which ends it if the first press did not. Returns what is wrong with that. */
async function cancelAfterAll(buyer: Buyer): Promise<string[]> {
  const answer = await cancel(buyer);
  const { paymentState } = await buyer.order();
  return answer.ok && paymentState === 'canceled'
    ? []
    : [`canceling left an order ${paymentState}: ${answer.ok ? 'ok' : answer.code}`];
}

/** Staff cancel an order that is not paid. */
const canceling = {
  go: cancel,
  calls: ['POST /v1/payment_intents/*/cancel'],
  webhookAsks: null,
  leaves: ['declined', 'canceled'],
  again: cancelAfterAll,
} satisfies Partial<Journey>;

export const cancelJourneys: readonly Journey[] = [
  {
    ...canceling,
    name: 'the desk cancels an order',
    cards: ['declines'],
    before: async (buyer) => {
      await Desk.of(buyer.shop);
      await buyer.buy('declines');
    },
  },
  {
    ...canceling,
    name: 'the desk cancels a pre-order',
    cards: ['asks'],
    before: async (buyer) => {
      await scheduled(buyer, 'asks');
      await charge(buyer);
    },
  },
];
