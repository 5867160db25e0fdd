import { z } from 'zod';
import { cancelReasons } from './cancel-reason';
import { currencies } from './money';
import type { MailKind } from './mail-state';

const money = z.object({ amount: z.number().int(), currency: z.enum(currencies) });
const card = z.object({ brand: z.string(), last4: z.string() });
const order = { reference: z.string(), title: z.string() };
/** The lines of an address: only to whom `whereItGoes` tells them. */
const goesTo = z.array(z.string()).optional();

/**
 * What the words of each kind are made from, as it is stored with the mail. No secret stands in it,
 * and no name that its owner chose: whoever signs up with somebody else's address could otherwise
 * have us mail them a text. An address is told to its owner's confirmed mail address only.
 */
export const mailData = {
  receipt: z.object({ ...order, total: money, card: card.nullable(), paidAt: z.number(), goesTo }),
  /** `shipBy` in ms: charged when it ships, at that time at the latest. */
  preorder_confirmed: z.object({ ...order, total: money, card, shipBy: z.number(), goesTo }),
  /** Before a pre-order is charged: whether it goes to the right place. */
  ships_soon: z.object({ ...order, total: money, card, shipBy: z.number(), goesTo }),
  /** The bank wants its customer to confirm, or the card will not do. */
  action_needed: z.object({
    ...order,
    total: money,
    card: card.nullable(),
    needs: z.enum(['authentication', 'another_card', 'card_gone']),
  }),
  card_expires_soon: z.object({
    ...order,
    card,
    expMonth: z.number(),
    expYear: z.number(),
    shipBy: z.number(),
  }),
  /** By the shop; nothing was charged. */
  order_canceled: z.object({ ...order, total: money, reason: z.enum(cancelReasons) }),
  /** `trackingUrl` is https, and null where nobody follows it. */
  order_sent: z.object({ ...order, sentAt: z.number(), trackingUrl: z.string().nullable() }),
  /** `given` is what this refund gave back; `refunded` is what all of the order's did. */
  refunded: z.object({ ...order, given: money, refunded: money, total: money }),
  /** `given` is what was promised and did not arrive; `refunded` is what all of the others gave. */
  refund_failed: z.object({
    ...order,
    given: money,
    refunded: money,
    total: money,
    why: z.enum(['failed', 'canceled']),
  }),
  verify_email: z.object({}),
  /** `providers` for somebody without a password: there is none to be set anew. */
  reset_password: z.object({ providers: z.array(z.string()) }),
} satisfies Record<MailKind, z.ZodType>;

export type MailData<K extends MailKind> = z.output<(typeof mailData)[K]>;

/** A kind with what its words are made from. */
export type News = { [K in MailKind]: { kind: K; data: MailData<K> } }[MailKind];

const HOUR_MS = 60 * 60_000;

/** How long a link that we mail is good, in ms. A new password is asked for by somebody who waits. */
export const LINK_LASTS_MS = {
  verify_email: 24 * HOUR_MS,
  reset_password: HOUR_MS,
  pay: 72 * HOUR_MS,
} as const;

/**
 * How many mailed links of a kind are good at once. Anybody may ask for a new password in somebody's
 * name: with one, they would end the link that its owner is about to open.
 */
export const GOOD_LINKS = { verify_email: 1, reset_password: 3 } as const;

/** Three days: later, a receipt is a riddle, and what needed somebody has been decided without them. */
export const SEND_WITHIN_MS = 72 * HOUR_MS;

/**
 * When a mail that could not be sent is dropped, in ms. A link that was made with it would be dead
 * on arrival.
 */
export const dropsAt = ({ kind, createdAt }: { kind: MailKind; createdAt: number }): number =>
  createdAt +
  (kind === 'verify_email' || kind === 'reset_password' ? LINK_LASTS_MS[kind] : SEND_WITHIN_MS);
