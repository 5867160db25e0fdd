import type Stripe from 'stripe';
import { ACCOUNT_API_VERSION } from '../api/versions';
import { previousAttributes } from './changes';
import type { World } from './world';

/** Stripe keeps events for thirty days. */
const EVENTS_KEPT_S = 30 * 24 * 60 * 60;

/**
 * Records an event. Objects are replaced and never changed in place, so the event holds the very version it tells of
 * and needs no copy.
 */
export function emit(
  world: World,
  type: Stripe.Event.Type,
  object: object,
  before?: object,
): Stripe.EventBase {
  const previous = before ? previousAttributes(before, object) : null;
  const event: Stripe.EventBase = {
    id: `evt_1${world.ids.text(23)}`,
    object: 'event',
    api_version: ACCOUNT_API_VERSION,
    created: world.clock.seconds(),
    data: previous ? { object, previous_attributes: previous } : { object },
    livemode: false,
    pending_webhooks: 0,
    request: world.request ?? { id: null, idempotency_key: null },
    type,
  };
  const oldest = event.created - EVENTS_KEPT_S;
  world.events.forgetOldest((old) => old.created < oldest);
  world.events.add(event, null);
  world.onEvent(event);
  return event;
}
