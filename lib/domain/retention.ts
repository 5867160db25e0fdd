const DAY_MS = 24 * 60 * 60_000;

type Kept = {
  /** So long after `from`, in ms. */
  keptForMs: number;
};

/**
 * How long the shop keeps what names somebody and is no part of the books. docs/privacy.md tells what
 * each is and why, and a test holds the two equal. What is over is taken by a step of the reconciler.
 */
export const retention = {
  /** Counts of the limits, from their end: nothing asks for them then. */
  limits: { keptForMs: 0 },
  /** What an event carried, from its processing: as long as Stripe shows the event itself. */
  eventPayloads: { keptForMs: 30 * DAY_MS },
  /** Recipient, words' data and error of a mail, from its writing: as long as somebody asks where it is. */
  mailContents: { keptForMs: 30 * DAY_MS },
  /** Sessions, from their last visit: they are over by then, and whoever asks where they were signed in may see. */
  sessions: { keptForMs: 60 * DAY_MS },
  /** Hashes of mailed links, from the end of the link: a day for whoever asks why it is over. */
  emailTokens: { keptForMs: DAY_MS },
  /** Reports of the reconciler: as long as the events that explain them. */
  runs: { keptForMs: 30 * DAY_MS },
  /** Calls to Stripe beside attempts, from their end: Stripe forgets their keys much sooner. */
  stripeCalls: { keptForMs: 30 * DAY_MS },
  /** Name and address in the request that made a Customer: it may be sent again for a day at most. */
  customerRequests: { keptForMs: 30 * DAY_MS },
  /** Set-ups that came to no card, with what was agreed to in them: Stripe's late word is in by then. */
  emptySetups: { keptForMs: 90 * DAY_MS },
} as const satisfies Record<string, Kept>;

export type RetentionName = keyof typeof retention;
