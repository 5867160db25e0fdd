'use client';

import type { Action } from '@/components/actions/ask';
import {
  chargeDialogWords,
  chargedText,
  chargeFailureWords,
  chargeTexts,
} from '@/components/words/charge-words';
import type { Money } from '@/lib/domain/money';
import type { PaymentState } from '@/lib/domain/order';
import type { PaidCard } from '@/lib/domain/order-view';
import { ChargeDialog } from '../deeds/charge-dialog';

export type ChargeOrderAction = Action<{ orderId: string }, { paymentState: PaymentState }>;

type ChargeOrderProps = {
  orderId: string;
  total: Money;
  card: PaidCard;
  chargeOrder: ChargeOrderAction;
};

/** Charges a pre-order to its card, off-session. Once the money is there it is to be sent. */
export function ChargeOrder({ orderId, total, card, chargeOrder }: ChargeOrderProps) {
  const words = chargeTexts(total, card);
  return (
    <ChargeDialog
      title={chargeDialogWords.titleOfOne}
      said={words[1]}
      trigger={chargeDialogWords.one}
      isPrimary
      agreed={{ words, input: { orderId } }}
      charge={chargeOrder}
      chargedText={({ paymentState }) => chargedText(paymentState)}
      instead={chargeFailureWords}
    />
  );
}
