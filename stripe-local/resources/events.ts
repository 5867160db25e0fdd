import type { Call, Route } from '../api/call';
import { missing } from '../api/errors';
import { listPage } from '../api/lists';
import type { World } from '../state/world';

function retrieve(world: World, { id }: Call) {
  const row = world.events.find(id);
  if (!row) throw missing('event', id, 'id', 404);
  return row.object;
}

function list(world: World, { params }: Call) {
  const type = params.type as string | undefined;
  const types = params.types as readonly string[] | undefined;
  const delivered = params.delivery_success as boolean | undefined;
  const exact = type !== undefined && !type.endsWith('*');
  return listPage(world.events, params, {
    url: '/v1/events',
    noun: 'event',
    group: exact ? { index: 'type', key: type } : undefined,
    keep: ({ object }) =>
      (type === undefined || exact || object.type.startsWith(type.slice(0, -1))) &&
      (types === undefined || types.includes(object.type)) &&
      (delivered === undefined || delivered === (object.pending_webhooks === 0)),
  });
}

/** What `stripe events resend` asks for. */
function retry(world: World, call: Call) {
  const event = retrieve(world, call);
  const endpoint = call.params.webhook_endpoint as string | undefined;
  if (endpoint && !world.webhookEndpoints.find(endpoint)) {
    throw missing('webhook endpoint', endpoint, 'webhook_endpoint', 400);
  }
  world.resend(event.id, call.params.for_stripecli === true ? 'stripecli' : endpoint);
  return event;
}

export const eventRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/events', handle: list },
  { endpoint: 'GET /v1/events/:id', handle: retrieve },
  {
    endpoint: 'POST /v1/events/:id/retry',
    handle: retry,
    extra: { webhook_endpoint: 's', account: 's', for_stripecli: 'b' },
  },
];
