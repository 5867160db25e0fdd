import { Api } from '../api/answer';
import { Router } from '../api/router';
import { Faults } from '../control/faults';
import { Holds } from '../control/holds';
import { SeenRequests } from '../control/requests';
import { onDebitJobs } from '../resources/bank/bank-debits';
import { onDisputeJobs } from '../resources/charges/disputes';
import { onRefundJobs } from '../resources/charges/refunds';
import { routes } from '../resources/routes';
import type { Running } from '../running';
import { World, type WorldOptions } from '../state/world';
import { CliSessions } from '../webhooks/cli-sessions';
import { Deliveries } from '../webhooks/deliveries';
import { homeOf } from './names';

/** Opens a world with all that belongs to it: nothing of it is shared with another one. */
export function openWorld(name: string | null, options: WorldOptions): Running {
  const world = new World(options);
  onDebitJobs(world);
  onDisputeJobs(world);
  onRefundJobs(world);
  const deliveries = new Deliveries(world);
  const cli = new CliSessions(world);
  return {
    name,
    home: homeOf(name),
    world,
    api: new Api(world, new Router([...routes, cli.route])),
    cli,
    deliveries,
    faults: new Faults(),
    holds: new Holds(),
    requests: new SeenRequests(),
    snapshots: new Map(),
  };
}
