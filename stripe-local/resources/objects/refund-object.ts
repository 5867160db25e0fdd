import type Stripe from 'stripe';
import type { World } from '../../state/world';

export interface RefundInput {
  readonly charge: Stripe.Charge;
  readonly amount: number;
  readonly status: string;
  readonly reason: string | null;
  readonly metadata: Stripe.Metadata;
  readonly balanceTransaction: string | null;
}

export function refundObject(world: World, input: RefundInput): Stripe.Refund {
  const { charge } = input;
  const card = charge.payment_method_details?.type === 'card';
  const refund = {
    id: `${card ? 're' : 'pyr'}_3${world.ids.text(23)}`,
    object: 'refund',
    amount: input.amount,
    balance_transaction: input.balanceTransaction,
    charge: charge.id,
    created: world.clock.seconds(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: card
      ? {
          card: {
            reference_status: 'pending',
            reference_type: 'acquirer_reference_number',
            type: 'refund',
          },
          type: 'card',
        }
      : {
          sepa_bank_transfer: { reference: null, reference_status: 'pending' },
          type: 'sepa_bank_transfer',
        },
    metadata: input.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: input.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: input.status,
    transfer_reversal: null,
  };
  return refund as unknown as Stripe.Refund;
}
