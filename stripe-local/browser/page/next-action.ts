/** Leads an intent through whatever its issuer asks, until nothing is asked any more. */
import type { IntentReference } from './client-secret';
import { showChallenge, takeFingerprint } from './challenge';
import {
  failureOf,
  retrieveIntent,
  type Connection,
  type Intent,
  type IntentAnswer,
} from './intent';

/** A fingerprint and a challenge are two rounds; more than this is a server that goes in a circle. */
const MOST_ROUNDS = 5;

interface SdkAction {
  readonly type: string;
  readonly stripe_js: string;
}

const sdkActionOf = (intent: Intent): SdkAction | null => {
  const action: unknown = intent.next_action?.use_stripe_sdk;
  if (typeof action !== 'object' || action === null) return null;
  if (!('stripe_js' in action) || typeof action.stripe_js !== 'string') return null;
  return { type: 'type' in action ? String(action.type) : '', stripe_js: action.stripe_js };
};

/** Navigation ends this page's scripts, so nothing that waits for it may go on. */
export const leaveFor = (url: string): Promise<never> => {
  window.location.assign(url);
  return new Promise<never>(() => undefined);
};

const settled = (intent: Intent): IntentAnswer => {
  const error = failureOf(intent);
  return error ? { error } : { intent };
};

export const followNextAction = async (
  connection: Connection,
  reference: IntentReference,
  first: Intent,
): Promise<IntentAnswer> => {
  let intent = first;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (intent.status !== 'requires_action' || !intent.next_action) return settled(intent);
    if (intent.next_action.type === 'redirect_to_url') {
      return leaveFor(intent.next_action.redirect_to_url?.url ?? '');
    }
    const action = sdkActionOf(intent);
    // Vouchers and the like show something of their own; a card never gets here.
    if (!action) return { intent };
    if (action.type === 'stripe_3ds2_fingerprint') {
      await takeFingerprint(connection.addresses.bank, action.stripe_js);
    } else {
      await showChallenge(connection.addresses.bank, action.stripe_js);
    }
    const answer = await retrieveIntent(connection, reference);
    if (answer.error) return answer;
    intent = answer.intent;
  }
  return settled(intent);
};
