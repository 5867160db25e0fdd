import type { ServerResponse } from 'node:http';
import type { Api } from './api/answer';
import type { Faults } from './control/faults';
import type { Holds } from './control/holds';
import type { SeenRequests } from './control/requests';
import type { World } from './state/world';
import type { Deliveries } from './webhooks/deliveries';

/** What the parts of a running server share. */
export interface Running {
  readonly world: World;
  readonly api: Api;
  readonly deliveries: Deliveries;
  readonly faults: Faults;
  readonly holds: Holds;
  readonly requests: SeenRequests;
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
