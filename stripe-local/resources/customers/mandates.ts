import type { Route } from '../../api/call';
import { missing } from '../../api/errors';

export const mandateRoutes: readonly Route[] = [
  {
    endpoint: 'GET /v1/mandates/:id',
    handle: (world, { id }) => {
      const row = world.mandates.find(id);
      if (!row) throw missing('mandate', id, 'mandate', 404);
      return row.object;
    },
  },
];
