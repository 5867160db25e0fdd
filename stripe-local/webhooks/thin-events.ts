import type { Attempt } from '../state/rows';
import type { World } from '../state/world';
import { postSigned } from './post-signed';

/** What a thin event is about: `GET url` fetches it. */
export interface RelatedObject {
  readonly id: string;
  readonly type: string;
  readonly url: string;
}

export interface ThinEventInput {
  readonly type: string;
  readonly relatedObject: RelatedObject | null;
}

/**
 * The notification that Stripe sends where an event destination was set to thin payloads: no version, no data, only
 * what it is about. docs.stripe.com/event-destinations#thin-events
 */
export function thinEvent(world: World, { type, relatedObject }: ThinEventInput) {
  return {
    id: `evt_test_${world.ids.text(56)}`,
    object: 'v2.core.event',
    context: null,
    created: new Date(world.clock.now()).toISOString(),
    livemode: false,
    reason: null,
    related_object: relatedObject,
    type,
  };
}

/** Sends one to every enabled endpoint, whatever that asked for, as if its destination were set wrongly; once. */
export async function sendThinEvent(world: World, input: ThinEventInput) {
  const event = thinEvent(world, input);
  const attempts: (Attempt & { readonly endpoint: string })[] = [];
  for (const { object, own, deleted } of world.webhookEndpoints.all()) {
    if (deleted || object.status !== 'enabled') continue;
    attempts.push({ endpoint: object.id, ...(await postSigned(object.url, own.secret, event)) });
  }
  return { event, attempts };
}
