import type { Group, Row } from '../state/collection';
import type { World } from '../state/world';
import { missing } from './errors';
import type { Checked } from './form';

interface Known {
  readonly noun: string;
  readonly find: (world: World, id: string) => unknown;
}

/** What a list can be asked for by, where the value is the id of something that has to be there. */
const known = {
  charge: { noun: 'charge', find: (world, id) => world.charges.find(id) },
  // A deleted customer's payments are still listed.
  customer: { noun: 'customer', find: (world, id) => world.customers.find(id) },
  payment_intent: { noun: 'payment_intent', find: (world, id) => world.paymentIntents.find(id) },
  payment_method: { noun: 'PaymentMethod', find: (world, id) => world.paymentMethods.find(id) },
  setup_intent: { noun: 'setupintent', find: (world, id) => world.setupIntents.find(id) },
} as const satisfies Readonly<Record<string, Known>>;

export type FilterName = keyof typeof known;

interface Filters {
  readonly group: Group | undefined;
  readonly keep: (row: Row<object, unknown>) => boolean;
}

/**
 * The part of a list's query that the named parameters ask for, all of them together. An unknown id is refused, as
 * recorded for `GET /v1/refunds?charge=…`: an empty list would hide a typing error.
 */
export function filters(
  world: World,
  params: { readonly [key: string]: Checked },
  names: readonly FilterName[],
): Filters {
  const asked = names.flatMap((name) => {
    const id = params[name] as string | undefined;
    if (id === undefined) return [];
    const { noun, find } = known[name];
    if (!find(world, id)) throw missing(noun, id, name, 400);
    return [{ index: name, key: id }];
  });
  return {
    group: asked[0],
    keep: ({ object }) =>
      asked.every(({ index, key }) => (object as Readonly<Record<string, unknown>>)[index] === key),
  };
}
