import type { PostalAddress } from './address';
import type { Money } from './money';
import type { PaidCard } from './order-view';
import type { RefundLine } from './refund';

/** Who sells, as the settings say. */
export type Seller = {
  name: string;
  /** Line by line; none where the settings have none. */
  address: readonly string[];
  taxId: string | null;
};

export type ReceiptLine = { title: string; detail: string; quantity: number; total: Money };

/** A paid order as a piece of paper. Times are in ms. */
export type Receipt = {
  orderId: string;
  reference: string;
  seller: Seller;
  buyer: { name: string; email: string };
  lines: readonly ReceiptLine[];
  /** Of all lines, taxes included. */
  total: Money;
  card: PaidCard | null;
  orderedAt: number;
  paidAt: number;
  /** Null for an order from before anybody was asked. */
  goesTo: PostalAddress | null;
  /** Null until it is on its way. */
  sentAt: number | null;
  /** Those that Stripe has, and that were not in vain; the oldest first. */
  refunds: readonly RefundLine[];
  /** What was given back, as Stripe counts it. */
  refunded: Money;
  /** What the shop keeps: `total` without `refunded`. */
  kept: Money;
};

/** `unpaid`: it is theirs, and there is nothing to confirm yet. */
export type ReceiptView =
  { state: 'unpaid'; orderId: string; reference: string } | { state: 'paid'; receipt: Receipt };
