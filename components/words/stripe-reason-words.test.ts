import { expect, it } from 'vitest';
import {
  adviceText,
  declineText,
  disputeReasonText,
  refundFailureText,
} from './stripe-reason-words';

it.each([
  [declineText('insufficient_funds'), 'There is not enough money on the card'],
  [adviceText('do_not_try_again'), 'Do not charge it again'],
  [refundFailureText('expired_or_canceled_card'), 'The card has expired or was canceled'],
  [disputeReasonText('product_not_received'), 'The buyer says that nothing came'],
  // What Stripe tells from tomorrow on.
  [declineText('moon_in_the_way'), 'Moon in the way'],
  [declineText('constructor'), 'Constructor'],
  [disputeReasonText(''), ''],
])('%s', (told, expected) => expect(told).toBe(expected));
