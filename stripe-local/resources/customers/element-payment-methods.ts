import type { Call, Route } from '../../api/call';
import { missing, refusal } from '../../api/errors';
import type { World } from '../../state/world';
import { getSession, visibleMethods } from './customer-sessions';
import { detachMethod } from './payment-method-attach';

/**
 * The customer removes a saved card inside Payment Element. The session's secret is all that a browser can show, so it
 * reaches no further than the session's own components: the cards that they let be seen, and only where they allow
 * removal. What the real Stripe.js sends is not published; this is what our own page needs.
 */
function detach(world: World, { id, clientSecret }: Call) {
  const session = getSession(world, clientSecret ?? '', 'client_secret');
  if (session.components?.payment_element.features?.payment_method_remove !== 'enabled') {
    throw refusal('The customer session does not allow payment methods to be removed.');
  }
  // Somebody else's card is answered like one that does not exist, so that ids cannot be tried out.
  if (!visibleMethods(world, session).some((method) => method.id === id)) {
    throw missing('PaymentMethod', id, 'payment_method', 404);
  }
  const { object, type, customer } = detachMethod(world, id);
  return { id, object, type, customer };
}

export const elementPaymentMethodRoutes: readonly Route[] = [
  { endpoint: 'POST /v1/elements/payment_methods/:id/detach', handle: detach, browser: true },
];
