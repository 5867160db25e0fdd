import type Stripe from 'stripe';
import type { Call, Route } from '../../api/call';
import { missing } from '../../api/errors';
import { listPage } from '../../api/lists';
import type { World } from '../../state/world';

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

const seen = (world: World, transaction: Stripe.BalanceTransaction): Stripe.BalanceTransaction =>
  transaction.status === 'pending' && transaction.available_on <= world.clock.seconds()
    ? { ...transaction, status: 'available' }
    : transaction;

function retrieve(world: World, { id }: Call): Stripe.BalanceTransaction {
  const row = world.balanceTransactions.find(id);
  if (!row) throw missing('balance transaction', id, 'id', 404);
  return seen(world, row.object);
}

function list(world: World, { params }: Call) {
  const source = params.source as string | undefined;
  const page = listPage(world.balanceTransactions, params, {
    url: '/v1/balance_transactions',
    noun: 'balance transaction',
    group: source ? { index: 'source', key: source } : undefined,
    keep: ({ object }) =>
      (params.type === undefined || object.type === params.type) &&
      (params.currency === undefined || object.currency === params.currency),
  });
  return { ...page, data: page.data.map((transaction) => seen(world, transaction)) };
}

export const balanceTransactionRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/balance_transactions', handle: list },
  { endpoint: 'GET /v1/balance_transactions/:id', handle: retrieve },
];
