import type { World } from '../state/world';
import { refusal } from './errors';
import { findObject } from './find-object';

/** How deep Stripe expands. */
const DEEPEST = 4;

type Fields = { readonly [key: string]: unknown };

/** Which fields of which object may be asked for whole. */
const expandable: Readonly<Record<string, readonly string[]>> = {
  payment_intent: [
    'application',
    'customer',
    'latest_charge',
    'on_behalf_of',
    'payment_method',
    'payment_record',
    'review',
    'source',
  ],
  setup_intent: [
    'application',
    'customer',
    'latest_attempt',
    'mandate',
    'on_behalf_of',
    'payment_method',
    'single_use_mandate',
  ],
  setup_attempt: ['application', 'customer', 'on_behalf_of', 'payment_method', 'setup_intent'],
  charge: [
    'application',
    'application_fee',
    'balance_transaction',
    'customer',
    'dispute',
    'failure_balance_transaction',
    'on_behalf_of',
    'payment_intent',
    'review',
    'source_transfer',
  ],
  refund: [
    'balance_transaction',
    'charge',
    'customer',
    'failure_balance_transaction',
    'payment_intent',
    'payment_method',
    'source_transfer_reversal',
    'transfer_reversal',
  ],
  // The transactions are there whole; a path may lead through them.
  dispute: ['balance_transaction', 'balance_transactions', 'charge', 'payment_intent'],
  balance_transaction: ['source'],
  payment_method: ['customer'],
  customer: ['default_source', 'test_clock'],
  'customer.invoice_settings': ['default_payment_method'],
  customer_session: ['customer'],
  mandate: ['payment_method'],
};

/** Fields that are only there when they are asked for. */
const included: Readonly<Record<string, (world: World, object: Fields) => unknown>> = {
  'charge.refunds': (world, charge) => {
    const id = String(charge.id);
    const data = [...world.refunds.newestFirst({ index: 'charge', key: id })].map(
      (row) => row.object,
    );
    return {
      object: 'list',
      data: data.slice(0, 10),
      has_more: data.length > 10,
      total_count: data.length,
      url: `/v1/charges/${id}/refunds`,
    };
  },
  'customer.tax': () => ({
    automatic_tax: 'unrecognized_location',
    ip_address: null,
    location: null,
    provider: 'stripe',
  }),
  'customer.invoice_credit_balance': () => ({}),
  'customer.sources': (_, customer) => emptyList(`/v1/customers/${String(customer.id)}/sources`),
  'customer.subscriptions': (_, customer) =>
    emptyList(`/v1/customers/${String(customer.id)}/subscriptions`),
  'customer.tax_ids': (_, customer) => emptyList(`/v1/customers/${String(customer.id)}/tax_ids`),
  'customer.cash_balance': () => null,
};

const emptyList = (url: string) => ({
  object: 'list',
  data: [],
  has_more: false,
  total_count: 0,
  url,
});

export function expand(world: World, answer: unknown, paths: readonly string[]): unknown {
  let expanded = answer;
  for (const path of paths) {
    const steps = path.split('.');
    const depth = steps.filter((step) => step !== 'data').length;
    if (depth > DEEPEST) {
      throw refusal(
        `You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`,
      );
    }
    expanded = expandSteps(world, expanded, steps, path);
  }
  return expanded;
}

function expandSteps(
  world: World,
  value: unknown,
  steps: readonly string[],
  path: string,
  kind = (value as Fields).object as string,
): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.map((each) => expandSteps(world, each, steps, path));
  const object = value as Fields;
  if (kind === 'list' && step === 'data') {
    const data = object.data as readonly unknown[];
    return { ...object, data: data.map((each) => expandSteps(world, each, rest, path)) };
  }
  const nested = `${kind}.${step}`;
  if (expandable[nested]) {
    return { ...object, [step]: expandSteps(world, object[step], rest, path, nested) };
  }
  const include = included[nested];
  if (!include && !expandable[kind]?.includes(step)) {
    throw refusal(`This property cannot be expanded (${path}).`);
  }
  const found = include && object[step] === undefined ? include(world, object) : object[step];
  const whole = typeof found === 'string' ? findObject(world, found) : found;
  if (whole === null || typeof whole !== 'object') return { ...object, [step]: whole ?? null };
  return { ...object, [step]: expandSteps(world, whole, rest, path) };
}
