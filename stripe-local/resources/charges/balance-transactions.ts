import type Stripe from 'stripe';
import type { Call, Route } from '../../api/call';
import { missing } from '../../api/errors';
import { findObject } from '../../api/find-object';
import { listPage } from '../../api/lists';
import type { World } from '../../state/world';
import { readCurrency } from '../money';
import { transactionNow } from '../objects/balance-transaction-object';

/** Stripe's price for a card in the US, which is what test accounts are charged. */
const FEE_SHARE = 0.029;
const FEE_FIXED = 30;
/** Card money reaches the balance two working days later. */
const AVAILABLE_AFTER_S = 2 * 24 * 60 * 60;

type Kind = 'charge' | 'payment' | 'refund' | 'refund_failure' | 'adjustment';

const categories: Readonly<Record<Kind, string>> = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  refund_failure: 'refund_failure',
  adjustment: 'dispute',
};

export interface Booking {
  readonly type: Kind;
  readonly amount: number;
  readonly currency: string;
  readonly source: string;
  readonly description: string | null;
  readonly fee?: number;
  readonly category?: string;
  readonly atOnce?: boolean;
}

export const chargeFee = (amount: number): number => Math.round(amount * FEE_SHARE) + FEE_FIXED;

export function book(world: World, booking: Booking): Stripe.BalanceTransaction {
  const created = world.clock.seconds();
  const fee = booking.fee ?? 0;
  const transaction: Stripe.BalanceTransaction = {
    id: `txn_3${world.ids.text(23)}`,
    object: 'balance_transaction',
    amount: booking.amount,
    available_on: booking.atOnce ? created : created + AVAILABLE_AFTER_S,
    balance_type: 'payments',
    created,
    currency: booking.currency,
    description: booking.description,
    exchange_rate: null,
    fee,
    fee_details: fee
      ? [
          {
            amount: fee,
            application: null,
            currency: booking.currency,
            description: booking.type === 'adjustment' ? 'Dispute fee' : 'Stripe processing fees',
            type: 'stripe_fee',
          },
        ]
      : [],
    net: booking.amount - fee,
    reporting_category: booking.category ?? categories[booking.type],
    source: booking.source,
    status: booking.atOnce ? 'available' : 'pending',
    type: booking.type,
  };
  return world.balanceTransactions.add(transaction, null).object;
}

function retrieve(world: World, { id }: Call): Stripe.BalanceTransaction {
  const row = world.balanceTransactions.find(id);
  if (!row) throw missing('balance transaction', id, 'id', 404);
  return transactionNow(world, row.object);
}

function list(world: World, { params }: Call) {
  const { source, payout, currency } = params as Stripe.BalanceTransactionListParams;
  // There are no payouts here, so every one is unknown.
  if (payout !== undefined) throw missing('payout', payout, 'payout', 400);
  if (source !== undefined && findObject(world, source) === source) {
    throw missing('source', source, 'source', 400);
  }
  const inCurrency = currency === undefined ? undefined : readCurrency(currency);
  const page = listPage(world.balanceTransactions, params, {
    url: '/v1/balance_transactions',
    noun: 'balance transaction',
    group: source === undefined ? undefined : { index: 'source', key: source },
    keep: ({ object }) =>
      (params.type === undefined || object.type === params.type) &&
      (inCurrency === undefined || object.currency === inCurrency),
  });
  return { ...page, data: page.data.map((transaction) => transactionNow(world, transaction)) };
}

export const balanceTransactionRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/balance_transactions', handle: list },
  { endpoint: 'GET /v1/balance_transactions/:id', handle: retrieve },
];
