/** `left`: copies that are neither sold nor set aside for an order that waits for its payment. */
export type Edition = 'open' | { limitedTo: number; left: number };

/** From so many copies on the shop says how many are left: sooner, it would only press people. */
export const FEW_LEFT = 10;

export const isSoldOut = (edition: Edition): boolean => edition !== 'open' && edition.left === 0;
