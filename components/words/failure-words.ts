import type { ShownCode, ShownFailure } from '@/components/actions/ask';

const words: Record<ShownCode, string> = {
  invalid_input: 'Some of what was entered cannot be right. Please check it.',
  signed_out: 'You are signed out. Sign in to go on; nothing was charged.',
  other_person:
    'This page was shown to somebody else, who was signed in here before. Nothing happened: nothing was charged or changed.',
  prove_again:
    'This cannot be undone, and it is a while since you proved who you are. Nothing has happened yet.',
  wrong_credentials: 'Email and password do not belong together.',
  email_taken: 'There is an account with this email address already.',
  link_over:
    'This link is not good any more: it or another one was used, it is too old, or newer ones were sent.',
  too_many_tries: 'Too many tries. Others may have made them.',
  address_unconfirmed:
    'A pre-order is charged later, and we have to be able to write to you until then: confirm your email address first. Open the link that we have mailed you, or have it sent again. Nothing was ordered or charged.',
  not_found: 'This is not there any more. Show the page again to see what is.',
  price_changed: 'The price has changed since this page was shown. Nothing was charged.',
  address_needed: 'We do not know yet where it goes. Nothing was charged.',
  address_limit: 'You keep as many addresses as one person may. Remove one of them first.',
  not_for_sale: 'This print is not for sale any more. Nothing was charged.',
  sold_out: 'The last copy has just gone to somebody else. Nothing was charged.',
  edition_limit:
    'You have as many copies of this print as one person may have. Nothing was charged.',
  unpaid_limit:
    'You have several orders that are not paid yet. Pay or cancel one of them first. Nothing was charged now.',
  purchase_mismatch: 'This page is out of date. Show it again; nothing was charged now.',
  bought_just_now: 'You have bought this a moment ago, or begun to. Nothing was charged now.',
  payment_in_progress: 'A payment is already under way. Wait for it to end before you try again.',
  order_closed: 'This order is closed: it cannot be paid or changed any more.',
  card_not_ready: 'This card cannot be charged. Choose another one.',
  card_needed:
    'A pre-order is charged to this card. Give the order another card first, or cancel it.',
  charge_not_allowed:
    'This card was declined in a way that forbids to charge it again. Its owner has been asked for another.',
  payment_limit:
    'Cards were refused too often in a short time, so nothing was charged now. Cards in your wallet that have paid before go on working. If you cannot wait, write to us.',
  card_limit:
    'Too many new cards were tried in a short time, with your account or from where you are connected. The cards in your wallet can be used as before. If you cannot wait, write to us.',
  bank_waits:
    'Banks are still asked about three payments or new cards of yours. Nothing was charged now. Answer there first, or cancel one of these orders.',
  too_late: 'It is too late for that. Show the page again to see where things stand.',
  refund_instead: 'This order is paid, so it is not canceled. Refund it instead.',
  not_refundable: 'There is nothing on this order that could be refunded.',
  refund_too_large:
    'That is more than is left to refund. Nothing was refunded: show the page again to see what is left.',
  refund_mismatch: 'This form is out of date. Show the page again; nothing was refunded by this.',
  refund_disputed:
    'The buyer’s bank has taken this payment back, so it cannot be refunded. Nothing was refunded.',
  refund_without_balance:
    'The balance at Stripe is too low for this refund. Nothing was refunded: top it up, or wait for sales.',
  not_to_send:
    'This order is not to be sent: it is not paid, or its money went back. Nothing was changed.',
  attention_first:
    'Something is owed for this order, and nobody has dealt with it. Decide that first: nothing was changed.',
  sent_already: 'Somebody else has marked this order as sent. Show the page again to see how.',
  address_changed:
    'The address has changed since this page was shown. Nothing was charged or changed now: look at where it goes, and press again.',
  stripe_unavailable:
    'Our payment provider cannot be reached. Nothing is lost: please try again in a moment.',
  internal: 'Something went wrong on our side. Please try again.',
  words_changed:
    'This page did not show any more what you would agree to. Nothing was sent, and the words have been written anew: read them, and press again. If a translation or an extension changes the numbers on this page, switch it off here.',
  shop_updated:
    'The shop was updated while this page was open. Nothing was charged or changed. Load the page again to go on; what you buy is kept.',
  unreachable:
    'We could not reach the shop. Check your connection and press again: one purchase is never charged twice.',
};

/** Heads a page that stands in for one that is older than the server. */
export const updatedTitle = 'The shop was updated';

/** For a form that was sent without script: what it named is not there any more. */
export const oldFormText =
  'Your page was older than the shop, so nothing was done: nothing was charged or changed. Go back to it, and press again.';

/** The same where nothing is bought: signing in and up, and what a mail leads to. */
export const atTheDoor: Partial<Record<ShownCode, string>> = {
  shop_updated:
    'The shop was updated while this page was open, so nothing was sent. Load the page again to go on.',
};

/** A failure in words; `instead` where a place has more fitting ones. */
export function failureText(
  { code, retryAfter, order, signedIn }: ShownFailure,
  instead: Partial<Record<ShownCode, string>> = {},
): string {
  const named = order ? ` It is order ${order.reference}.` : '';
  const now = signedIn ? `You are signed in as ${signedIn.name} now. ` : '';
  const text = `${now}${instead[code] ?? words[code]}${named}`;
  return retryAfter === undefined ? text : `${text} Try again in ${waitWords(retryAfter)}.`;
}

/** Seconds as people say them. Rounded up: told too short a wait, they would be refused again. */
export function waitWords(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return whole === 1 ? '1 second' : `${whole} seconds`;
  const minutes = Math.ceil(whole / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
