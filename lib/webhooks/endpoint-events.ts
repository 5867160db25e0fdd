/**
 * What the webhook endpoint is asked to send: the events that a handler learns something from, by
 * the full names that Stripe wants. Any other is answered 200 and left alone.
 */
export const endpointEvents = [
  'payment_intent.created',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'setup_intent.succeeded',
  'setup_intent.setup_failed',
  'payment_method.updated',
  'payment_method.automatically_updated',
  'payment_method.detached',
  'customer.updated',
  'customer.deleted',
  'charge.refunded',
  'charge.refund.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const;
