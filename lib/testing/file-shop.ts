import { afterAll } from 'vitest';
import { StripeLocalClient } from '@/stripe-local/client';
import { openShop, type Shop } from './shop';

/**
 * The one shop of a test file, open before its first test and closed after its last, and what gives orders to its
 * stripe-local. Awaited at the head of the file, so that everything below may use both as they are.
 */
export async function openFileShop(
  options?: Parameters<typeof openShop>[0],
): Promise<{ shop: Shop; control: StripeLocalClient }> {
  const shop = await openShop(options);
  afterAll(() => shop.close());
  return { shop, control: new StripeLocalClient(shop.stripeUrl) };
}
