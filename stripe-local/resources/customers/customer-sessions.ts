import type Stripe from 'stripe';
import type { Call, Route } from '../../api/call';
import { missing, missingParam } from '../../api/errors';
import type { World } from '../../state/world';
import { getCustomer } from './customers';

/** A customer session is good for half an hour. */
const GOOD_FOR_S = 30 * 60;

type Components = Record<string, { enabled: boolean; features?: Record<string, unknown> | null }>;

const PAYMENT_ELEMENT_FEATURES = {
  payment_method_allow_redisplay_filters: ['always'],
  payment_method_redisplay: 'disabled',
  payment_method_redisplay_limit: 3,
  payment_method_remove: 'disabled',
  payment_method_save: 'disabled',
  payment_method_save_usage: null,
};

const CUSTOMER_SHEET_FEATURES = {
  payment_method_allow_redisplay_filters: ['always'],
  payment_method_remove: 'disabled',
};

function create(world: World, { params }: Call): Stripe.CustomerSession {
  const customer = params.customer as string | undefined;
  if (!customer) throw missingParam('customer');
  getCustomer(world, customer, 'customer', 400);
  const given = params.components as unknown as Components;
  const enabled = (name: string) => given[name]?.enabled ?? false;
  const features = (name: string, defaults: object) =>
    enabled(name) ? { ...defaults, ...given[name]?.features } : null;
  const created = world.clock.seconds();
  const session = {
    object: 'customer_session',
    client_secret: `cuss_secret_${world.ids.text(32)}`,
    components: {
      buy_button: { enabled: enabled('buy_button') },
      customer_sheet: {
        enabled: enabled('customer_sheet'),
        features: features('customer_sheet', CUSTOMER_SHEET_FEATURES),
      },
      mobile_payment_element: {
        enabled: enabled('mobile_payment_element'),
        features: features('mobile_payment_element', PAYMENT_ELEMENT_FEATURES),
      },
      payment_element: {
        enabled: enabled('payment_element'),
        features: features('payment_element', PAYMENT_ELEMENT_FEATURES),
      },
      pricing_table: { enabled: enabled('pricing_table') },
    },
    created,
    customer,
    customer_account: null,
    expires_at: created + GOOD_FOR_S,
    livemode: false,
  } as unknown as Stripe.CustomerSession;
  world.customerSessions.add({ ...session, id: session.client_secret }, null);
  return session;
}

/** The session that a browser knows the secret of, while it is good. */
export function getSession(
  world: World,
  secret: string,
  param = 'customer_session_client_secret',
): Stripe.CustomerSession {
  const session = world.customerSessions.find(secret)?.object;
  if (session && session.expires_at > world.clock.seconds()) return session;
  throw missing('customer_session', secret, param, 400);
}

/** The customer's payment methods that the session lets be seen again, before its limit on how many. */
export function visibleMethods(
  world: World,
  session: Stripe.CustomerSession,
): readonly Stripe.PaymentMethod[] {
  const element = session.components?.payment_element;
  const filters: readonly string[] = element?.features?.payment_method_allow_redisplay_filters ?? [
    'always',
  ];
  const shows = element?.enabled && element.features?.payment_method_redisplay === 'enabled';
  const customer = session.customer as string;
  if (!shows) return [];
  return [...world.paymentMethods.newestFirst({ index: 'customer', key: customer })]
    .map((row) => row.object)
    .filter((method) => filters.includes(method.allow_redisplay ?? 'unspecified'));
}

/**
 * What Payment Element asks for with the session's secret: the customer's cards that may be shown. Stripe.js has a
 * call of this name too; what it answers is not published, so this is only what our own page needs.
 */
function show(world: World, call: Call) {
  const secret = call.params.customer_session_client_secret as string | undefined;
  const session = getSession(world, secret ?? '');
  const { features } = session.components?.payment_element ?? {};
  const limit = features?.payment_method_redisplay_limit ?? 3;
  return {
    object: 'elements_session',
    customer: {
      customer_session: { ...session, id: undefined, client_secret: undefined },
      payment_methods: visibleMethods(world, session).slice(0, limit),
    },
  };
}

export const customerSessionRoutes: readonly Route[] = [
  { endpoint: 'POST /v1/customer_sessions', handle: create },
  {
    endpoint: 'GET /v1/elements/sessions',
    handle: show,
    browser: true,
    extra: { customer_session_client_secret: 's' },
  },
];
