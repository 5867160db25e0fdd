import type { Authentication } from '../../state/rows';
import type { World } from '../../state/world';

interface Begin {
  readonly intent: string;
  readonly paymentMethod: string;
  readonly returnUrl: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly silent: boolean;
}

/** Opens a 3-D Secure challenge for an intent. */
export function beginAuthentication(world: World, begin: Begin): Authentication {
  const authentication: Authentication = {
    id: `payatt_3${world.ids.text(23)}`,
    object: 'authentication',
    status: 'pending',
    ...begin,
  };
  return world.authentications.add(authentication, null).object;
}

export function endAuthentication(
  world: World,
  id: string,
  status: Authentication['status'],
): Authentication | undefined {
  const row = world.authentications.find(id);
  if (!row || row.object.status !== 'pending') return undefined;
  return world.authentications.replace(id, { ...row.object, status }).object;
}

/** A challenge that nobody needs any more: another card was chosen, or the intent ended. */
export function supersede(world: World, id: string | null): void {
  if (id) endAuthentication(world, id, 'superseded');
}

/**
 * What the client has to do next. Stripe.js opens the challenge in a frame; a server that gave only a `return_url` gets an
 * address to send the customer to.
 */
export function nextAction(
  world: World,
  authentication: Authentication,
  useSdk: boolean,
): Record<string, unknown> & { type: string } {
  const { id, returnUrl } = authentication;
  if (returnUrl && !useSdk) {
    return {
      redirect_to_url: { return_url: returnUrl, url: `${world.baseUrl}/3ds/redirect/${id}` },
      type: 'redirect_to_url',
    };
  }
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: {
      source: id,
      stripe_js: `${world.baseUrl}/3ds/${id}`,
      type: authentication.silent ? 'stripe_3ds2_fingerprint' : 'three_d_secure_redirect',
    },
  };
}
