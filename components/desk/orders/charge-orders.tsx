'use client';

import { AgreedWords } from '@/components/actions/agreed-words';
import type { Action } from '@/components/actions/ask';
import {
  chargeDialogWords,
  chargedManyText,
  chargeManyTexts,
} from '@/components/words/charge-words';
import type { FailureCode } from '@/lib/domain/failure';
import type { PaymentState } from '@/lib/domain/order';
import { ChargeDialog } from '../deeds/charge-dialog';

export type ChargeOrdersAction = Action<
  { orderIds: string[] },
  ({ orderId: string } & (
    { ok: true; paymentState: PaymentState } | { ok: false; code: FailureCode }
  ))[]
>;

type ChargeOrdersProps = {
  /** The pre-orders that the list shows: these and no others. */
  orderIds: readonly string[];
  chargeOrders: ChargeOrdersAction;
};

/** Charges all pre-orders of a page of the list, each by itself. */
export function ChargeOrders({ orderIds, chargeOrders }: ChargeOrdersProps) {
  const words = chargeManyTexts(orderIds.length);
  return (
    <ChargeDialog
      title={<AgreedWords>{words[1]}</AgreedWords>}
      said={words[2]}
      trigger={chargeDialogWords.many}
      agreed={{ words, input: { orderIds: [...orderIds] } }}
      charge={chargeOrders}
      chargedText={chargedManyText}
    />
  );
}
