/**
 * How long a copy of a limited edition is set aside for an order that is not paid, in ms, from the
 * moment it was placed, or took a copy anew: time for a bank's questions and for fetching another
 * card. It is not prolonged by trying again, or one person could keep copies from all others.
 */
export const COPY_IS_HELD_MS = 60 * 60_000;

/**
 * How long any other unpaid order lasts after its last change, in ms. It keeps nothing from
 * anybody, so its buyer may come back the next day; Stripe's own intents are no good for longer
 * than that, because a key is remembered for a day.
 */
export const UNPAID_LASTS_MS = 24 * 60 * 60_000;

type Held = { createdAt: number; copyHeldSince: number | null };

/** Until when an unpaid order keeps the copy that it holds, in ms since 1970. */
export const keepsCopyUntil = ({ createdAt, copyHeldSince }: Held): number =>
  (copyHeldSince ?? createdAt) + COPY_IS_HELD_MS;

type Unpaid = Held & { holdsStock: boolean; updatedAt: number };

/** When an order that nobody pays is given up, in ms since 1970. */
export const expiresAt = (order: Unpaid): number =>
  order.holdsStock ? keepsCopyUntil(order) : order.updatedAt + UNPAID_LASTS_MS;
