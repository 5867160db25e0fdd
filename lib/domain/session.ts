// How long somebody stays signed in, and for how long a proof of who they are is good.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** With what somebody has proved who they are. */
export type Proof = 'password' | 'github' | 'google';

export type SessionTimes = {
  createdAt: number;
  lastSeenAt: number;
  endsAt: number;
  provedAt: number;
  endedAt: number | null;
};

type Lasting = {
  /** In ms: without a visit a session is over after this long. */
  withoutVisit: number;
  /** In ms: however often somebody visits, a session is over after this long. */
  atAll: number;
};

/**
 * A buyer comes back once a month and twice a year types a password; a browser that was forgotten
 * at a friend's is signed out after a month. Staff read everybody's orders: what they leave open in
 * the evening is over in the morning, and a copied cookie is good for a week at most.
 */
export const lasting: Readonly<Record<'buyer' | 'staff', Lasting>> = {
  buyer: { withoutVisit: 30 * DAY, atAll: 180 * DAY },
  staff: { withoutVisit: 12 * HOUR, atAll: 7 * DAY },
};

/** In ms: no session lasts longer, whoever's it is. */
export const LONGEST_SESSION_MS = lasting.buyer.atAll;

/**
 * A visit is written down when the last one is older than this, in ms, so that reading a page is not
 * a write each time. A session may be over that much earlier than its last visit would have it.
 */
export const VISIT_IS_NOTED_AFTER_MS = 10 * MINUTE;

/**
 * How long a proof is good for deeds that cannot be undone, in ms: long enough for a batch of
 * refunds, shorter than a lunch away from an open desk.
 */
export const PROOF_IS_GOOD_MS = 30 * MINUTE;

/**
 * Whether a session is good at `now`. Judged by what its person is now: one that a buyer began is
 * held to staff's times from the moment that they belong to the staff.
 */
export function isLive(session: SessionTimes, role: 'buyer' | 'staff', now: number): boolean {
  const { withoutVisit, atAll } = lasting[role];
  return (
    session.endedAt === null &&
    now < session.endsAt &&
    now < session.createdAt + atAll &&
    now < session.lastSeenAt + withoutVisit
  );
}

export const isVisitDue = ({ lastSeenAt }: SessionTimes, now: number): boolean =>
  now >= lastSeenAt + VISIT_IS_NOTED_AFTER_MS;

export const isProvedLately = ({ provedAt }: SessionTimes, now: number): boolean =>
  now < provedAt + PROOF_IS_GOOD_MS;
