import Stripe from 'stripe';
import type { Assumption } from './assumption';
import { keysOf } from './said';

export const permissionToReadTheAccount: Assumption = {
  name: 'a restricted key without any permission, asking which account it is of',
  leansOnIt: 'lib/stripe/account.ts, asked at the start; docs/operations.md names the permission',
  believed: { account: '403 invalid_request_error', named: 'rak_accounts_kyc_basic_read' },
  ask: async ({ stripe, control, restrictedKey }) => {
    if (restrictedKey === null) {
      return { cannotBeAsked: 'STRIPE_RESTRICTED_KEY is not set: a key without permissions' };
    }
    await control?.limitKey(restrictedKey, []);
    try {
      await stripe.accounts.retrieveCurrent({}, { apiKey: restrictedKey });
      return { said: { account: 'done', named: null } };
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripePermissionError)) throw error;
      return {
        said: {
          account: `${error.statusCode} ${error.rawType}`,
          named: /rak_\w+/.exec(error.message)?.[0] ?? null,
        },
      };
    }
  },
};

/** Nobody listens there: a ping makes an event, whether it is delivered or not. */
const NOWHERE = 'https://example.com/webhooks';

export const aThinEvent: Assumption = {
  name: 'what a thin event looks like',
  leansOnIt:
    'lib/webhooks/receive.ts: it carries no `data`, and is told from a snapshot by its `object`',
  believed: {
    object: 'v2.core.event',
    keys: ['context', 'created', 'id', 'livemode', 'object', 'reason', 'related_object', 'type'],
  },
  ask: async ({ stripe, control }) => {
    if (control) {
      const { event } = await control.sendThinEvent();
      return {
        said: { object: (event as unknown as { object: string }).object, keys: keysOf(event) },
      };
    }
    const { eventDestinations } = stripe.v2.core;
    const destination = await eventDestinations.create({
      name: 'An assumption of a test',
      type: 'webhook_endpoint',
      event_payload: 'thin',
      enabled_events: ['v1.customer.created'],
      webhook_endpoint: { url: NOWHERE },
    });
    try {
      const event = await eventDestinations.ping(destination.id);
      // The SDK adds its own way to fetch what it is about, and its note of the answer.
      const own = JSON.parse(JSON.stringify(event)) as { object: string };
      return { said: { object: own.object, keys: keysOf(own) } };
    } finally {
      await eventDestinations.del(destination.id);
    }
  },
};
