import type { Billing, CardView } from './card';
import type { Currency } from './money';

export type PaidOrder = {
  id: string;
  reference: string;
  title: string;
  amount: number;
  currency: Currency;
  /** In ms. */
  paidAt: number;
};

/** A card in its owner's wallet, with what they may want to know of it. */
export type WalletCard = CardView & {
  /** In ms. */
  addedAt: number;
  billing: Billing | null;
  /** What it paid last, the newest first; `hasPaidMore` where that is not all. */
  paid: readonly PaidOrder[];
  hasPaidMore: boolean;
};
