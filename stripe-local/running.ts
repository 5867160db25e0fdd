import type { ServerResponse } from 'node:http';
import type { Api } from './api/answer';
import type { Faults } from './control/faults';
import type { Holds } from './control/holds';
import type { SeenRequests } from './control/requests';
import type { World } from './state/world';
import type { CliSessions } from './webhooks/cli-sessions';
import type { Deliveries } from './webhooks/deliveries';

/** One world of a running server: what its parts share with each other, and with no other world. */
export interface Running {
  /** Null for the default world. */
  readonly name: string | null;
  /** What its addresses begin with behind the server's: `/_world/a`, or nothing. */
  readonly home: string;
  readonly world: World;
  readonly api: Api;
  readonly cli: CliSessions;
  readonly deliveries: Deliveries;
  readonly faults: Faults;
  readonly holds: Holds;
  readonly requests: SeenRequests;
  /** The states that were kept under a name. They live as long as the process. */
  readonly snapshots: Map<string, string>;
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
