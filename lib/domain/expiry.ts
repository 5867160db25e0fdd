/**
 * How long a copy of a limited edition is set aside for an order that is not paid, in ms, from the
 * moment it was placed: time for a bank's questions and for fetching another card. It is not
 * prolonged by trying again, or one person could keep an edition from all others.
 */
export const COPY_IS_HELD_MS = 60 * 60_000;

/**
 * How long any other unpaid order lasts after its last change, in ms. It keeps nothing from
 * anybody, so its buyer may come back the next day; Stripe's own intents are no good for longer
 * than that, because a key is remembered for a day.
 */
export const UNPAID_LASTS_MS = 24 * 60 * 60_000;

type Unpaid = { holdsStock: boolean; createdAt: number; updatedAt: number };

/** When an order that nobody pays is given up, in ms since 1970. */
export const expiresAt = ({ holdsStock, createdAt, updatedAt }: Unpaid): number =>
  holdsStock ? createdAt + COPY_IS_HELD_MS : updatedAt + UNPAID_LASTS_MS;
