/** `left`: copies that are neither sold nor set aside for an order that waits for its payment. */
export type Edition = 'open' | { limitedTo: number; left: number };

/** With so many copies left, or fewer, the shop says how many. Sooner, it would only press people. */
export const FEW_LEFT = 10;

/**
 * So many orders of one person may wait for their payment. The limit on failed payments comes
 * first (eight in an hour): whoever tries that often is told of it, and not of this. Nobody who means
 * to pay has ten purchases lying open.
 */
export const MOST_UNPAID_ORDERS = 10;

export const isSoldOut = (edition: Edition): boolean => edition !== 'open' && edition.left === 0;
