/** `left`: copies that are neither sold nor set aside for an order that waits for its payment. */
export type Edition = 'open' | { limitedTo: number; left: number };

/** With so many copies left, or fewer, the shop says how many. Sooner, it would only press people. */
export const FEW_LEFT = 10;

export const isSoldOut = (edition: Edition): boolean => edition !== 'open' && edition.left === 0;
