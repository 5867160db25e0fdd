/** Stripe's `allow_redisplay`: `always` = its owner agreed to see the card at checkout. */
export const redisplays = ['always', 'limited', 'unspecified'] as const;
export type Redisplay = (typeof redisplays)[number];

/**
 * `removing` can still be undone; `replaced` is an older copy of a card that was saved again.
 * Only `active` cards are shown, offered or charged.
 */
export const cardStates = ['active', 'replaced', 'removing', 'detached'] as const;
export type CardState = (typeof cardStates)[number];

/** How a card was set up at Stripe; `off_session` may also be charged without its owner. */
export const setupUsages = ['off_session', 'on_session', 'none'] as const;
export type SetupUsage = (typeof setupUsages)[number];

/**
 * What a merchant saves cards for. `off_session`: they may also be charged later, where that was agreed.
 * `on_session`: their owner is always there. A pre-order sets its card up for itself, whichever it is.
 */
export const savedFors = ['off_session', 'on_session'] as const;
export type SavedFor = (typeof savedFors)[number];

/** Whom the bank sends the card's statement to, as Stripe keeps it. Told by whoever typed the card. */
export type Billing = {
  name: string | null;
  line1: string | null;
  line2: string | null;
  postalCode: string | null;
  city: string | null;
  state: string | null;
  country: string | null;
};

/** A saved card as Stripe describes it. Never a number, never a CVC. */
export type CardDetails = {
  stripePaymentMethodId: string;
  stripeCustomerId: string | null;
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
  funding: string;
  country: string | null;
  fingerprint: string | null;
  redisplay: Redisplay;
  /** Null where Stripe keeps none. */
  billing: Billing | null;
};

export type Expiry = 'valid' | 'soon' | 'expired';

/** A card counts as expiring soon in its last three months: banks send the new one in the last two. */
const SOON_MONTHS = 3;

/** How far the last place on earth to begin a month is behind UTC, in ms: Baker Island, UTC−12. */
const LAST_ON_EARTH_MS = 12 * 60 * 60_000;

/**
 * A card is good through the last day of its month, wherever its owner lives: it is the bank's to
 * refuse, and a card that we call expired too early is one that cannot pay. `now` in ms since 1970.
 */
export function expiryOf(card: { expMonth: number; expYear: number }, now: number): Expiry {
  const date = new Date(now - LAST_ON_EARTH_MS);
  const monthsLeft =
    (card.expYear - date.getUTCFullYear()) * 12 + card.expMonth - (date.getUTCMonth() + 1);
  if (monthsLeft < 0) return 'expired';
  return monthsLeft < SOON_MONTHS ? 'soon' : 'valid';
}

type Saved = {
  id: string;
  createdAt: number;
  expMonth: number;
  expYear: number;
};

/** The card that becomes the default when another goes: the newest that has not expired. */
export function successorOf<C extends Saved>(
  cards: readonly C[],
  goneId: string,
  now: number,
): C | null {
  const left = cards
    .filter((card) => card.id !== goneId)
    .sort((a, b) => b.createdAt - a.createdAt || b.id.localeCompare(a.id));
  return left.find((card) => expiryOf(card, now) !== 'expired') ?? left[0] ?? null;
}

/**
 * Whether a card saved again may take the older copy's place at Stripe. A copy that was set up
 * for off-session charges is not given up for one that was not.
 */
export const setUpAtLeastAsStrongly = (newer: SetupUsage, older: SetupUsage): boolean =>
  setupUsages.indexOf(newer) <= setupUsages.indexOf(older);

/** So long may a card's own name be, in UTF-16 units: it stands on one line of the card. */
export const NICKNAME_AT_MOST = 30;

/** What a component needs to draw a card. */
export type CardView = {
  id: string;
  /** What its owner calls it; null where it has no name. */
  nickname: string | null;
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
  expiry: Expiry;
  isDefault: boolean;
  /** False: attached, but its owner has not agreed to see it at checkout. */
  offeredAtCheckout: boolean;
};

/** How long a removal can be undone, in ms: long enough to read the notice and reach its button. */
export const UNDO_WITHIN_MS = 8_000;
