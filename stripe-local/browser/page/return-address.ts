import type { IntentReference } from './client-secret';
import type { Intent } from './intent';

const redirectStatus = (status: Intent['status']): string => {
  // A passed challenge that waits for the server's confirm has succeeded as far as the customer goes.
  if (['succeeded', 'requires_capture', 'requires_confirmation'].includes(status)) {
    return 'succeeded';
  }
  return status === 'processing' ? 'pending' : 'failed';
};

/** The page's return address with the query that Stripe appends. */
export const returnAddress = (
  returnUrl: string,
  reference: IntentReference,
  intent: Intent,
): string => {
  const url = new URL(returnUrl);
  const name = reference.kind === 'payment' ? 'payment_intent' : 'setup_intent';
  url.searchParams.set(name, reference.id);
  url.searchParams.set(`${name}_client_secret`, reference.clientSecret);
  url.searchParams.set('redirect_status', redirectStatus(intent.status));
  return url.toString();
};
