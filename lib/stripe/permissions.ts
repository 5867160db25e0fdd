import { env } from '../env';
import { stripe } from './client';
import { PaymentsError } from './errors';
import { look } from './send';

/** An id that no account has: asking to change it shows whether the key may, and changes nothing. */
const NOTHING = 'cardkeep_permission_probe';

/** What a restricted key needs, by the name that Stripe's Dashboard gives it, and how to find out. */
const needed: Record<string, () => Promise<unknown>> = {
  'Customers: write': () => stripe().customers.update(NOTHING, { description: 'probe' }),
  'PaymentMethods: write': () => stripe().paymentMethods.update(NOTHING, { metadata: {} }),
  'SetupIntents: write': () => stripe().setupIntents.update(NOTHING, { description: 'probe' }),
  'PaymentIntents: write': () => stripe().paymentIntents.update(NOTHING, { description: 'probe' }),
  'Charges and Refunds: write': () => stripe().refunds.update(NOTHING, { metadata: {} }),
  'Disputes: read': () => stripe().disputes.list({ limit: 1 }),
  'Events: read': () => stripe().events.list({ limit: 1 }),
};

/** The permissions that a restricted key lacks, by name; none for an unrestricted key. */
export async function findMissingPermissions(): Promise<string[]> {
  if (!env().stripe.secretKey.startsWith('rk_')) return [];
  const names = Object.keys(needed);
  const isThere = await Promise.all(names.map((name) => isPermitted(needed[name])));
  return names.filter((_, index) => !isThere[index]);
}

async function isPermitted(probe: (() => Promise<unknown>) | undefined): Promise<boolean> {
  if (!probe) return true;
  try {
    await look(probe);
    return true;
  } catch (error) {
    if (error instanceof PaymentsError) return error.fault !== 'forbidden';
    throw error;
  }
}
