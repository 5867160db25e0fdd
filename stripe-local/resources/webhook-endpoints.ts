import type Stripe from 'stripe';
import type { Call, Route } from '../api/call';
import { invalid, missing } from '../api/errors';
import { listPage } from '../api/lists';
import type { World } from '../state/world';
import { mergeMetadata, textField } from './fields';

function getEndpoint(world: World, id: string) {
  const row = world.webhookEndpoints.find(id);
  if (!row || row.deleted) throw missing('webhook endpoint', id, 'id', 404);
  return row;
}

function checkUrl(url: string): void {
  if (URL.canParse(url)) return;
  throw invalid('Not a valid URL', { code: 'url_invalid', param: 'url' });
}

export interface EndpointInput {
  readonly url: string;
  readonly enabled_events: readonly string[];
  readonly api_version?: string;
  readonly description?: string;
  readonly metadata?: unknown;
  readonly secret?: string;
}

export function addEndpoint(world: World, input: EndpointInput): Stripe.WebhookEndpoint {
  checkUrl(input.url);
  const endpoint: Stripe.WebhookEndpoint = {
    id: `we_1${world.ids.text(23)}`,
    object: 'webhook_endpoint',
    api_version: input.api_version ?? null,
    application: null,
    created: world.clock.seconds(),
    description: textField(input.description, null),
    enabled_events: [...input.enabled_events],
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    status: 'enabled',
    url: input.url,
  };
  const secret = input.secret ?? `whsec_${world.ids.text(32)}`;
  world.webhookEndpoints.add(endpoint, { secret });
  // The secret is told once, when the endpoint is made.
  return { ...endpoint, secret };
}

function create(world: World, { params }: Call): Stripe.WebhookEndpoint {
  const { secret: _, ...given } = params as unknown as EndpointInput;
  return addEndpoint(world, given);
}

function update(world: World, { id, params }: Call): Stripe.WebhookEndpoint {
  const { object: old, own } = getEndpoint(world, id);
  const given = params as Stripe.WebhookEndpointUpdateParams;
  if (given.url !== undefined) checkUrl(given.url);
  const endpoint: Stripe.WebhookEndpoint = {
    ...old,
    description: textField(given.description, old.description),
    enabled_events: given.enabled_events ?? old.enabled_events,
    metadata: mergeMetadata(old.metadata, given.metadata),
    status: given.disabled === undefined ? old.status : given.disabled ? 'disabled' : 'enabled',
    url: given.url ?? old.url,
  };
  world.webhookEndpoints.replace(id, endpoint, own);
  return endpoint;
}

function remove(world: World, { id }: Call) {
  getEndpoint(world, id);
  world.webhookEndpoints.delete(id);
  return { id, object: 'webhook_endpoint', deleted: true };
}

export const webhookEndpointRoutes: readonly Route[] = [
  {
    endpoint: 'GET /v1/webhook_endpoints',
    handle: (world, { params }) =>
      listPage(world.webhookEndpoints, params, {
        url: '/v1/webhook_endpoints',
        noun: 'webhook endpoint',
      }),
  },
  { endpoint: 'POST /v1/webhook_endpoints', handle: create },
  {
    endpoint: 'GET /v1/webhook_endpoints/:id',
    handle: (world, { id }) => getEndpoint(world, id).object,
  },
  { endpoint: 'POST /v1/webhook_endpoints/:id', handle: update },
  { endpoint: 'DELETE /v1/webhook_endpoints/:id', handle: remove },
];
