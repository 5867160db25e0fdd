/** Why the shop cancels an order, as staff choose it and as its buyer is told. */
export const cancelReasons = [
  'requested_by_buyer',
  'not_paid',
  'cannot_be_sent',
  'too_many_copies',
  'not_accepted',
] as const;
export type CancelReason = (typeof cancelReasons)[number];
