import { expect, it } from 'vitest';
import { StripeLocalClient } from '@/stripe-local/client';
import { openFileShop } from '../testing/file-shop';
import { aShopper } from '../testing/shopper';
import { linkStripeCustomer } from './link-customer';

const { shop } = await openFileShop();

type Customers = { data: { id: string; email: string; metadata: { user_id: string } }[] };
const customersWith = async (email: string) =>
  (await shop.stripe.get<Customers>(`customers?email=${email}`)).data;

it('makes one Customer, however many tabs ask at once', async () => {
  const user = await aShopper();
  const linked = await Promise.all(Array.from({ length: 20 }, () => linkStripeCustomer(user)));
  expect(new Set(linked.map(({ stripeCustomerId }) => stripeCustomerId)).size).toBe(1);
  expect(await customersWith(user.email)).toEqual([
    expect.objectContaining({
      id: linked[0]?.stripeCustomerId,
      metadata: { user_id: user.id },
    }),
  ]);
});

it('is not refused for good by a Stripe that broke down once', async () => {
  const user = await aShopper();
  const control = new StripeLocalClient(shop.stripeUrl);
  await control.arm({ route: 'POST /v1/customers', kind: '500' });
  await expect(linkStripeCustomer(user)).rejects.toMatchObject({ fault: 'unknown' });
  const linked = await linkStripeCustomer(user);
  expect(await customersWith(user.email)).toMatchObject([{ id: linked.stripeCustomerId }]);
});

it('makes one Customer per person', async () => {
  const [a, b] = [await aShopper(), await aShopper()];
  const [linkedA, linkedB] = await Promise.all([linkStripeCustomer(a), linkStripeCustomer(b)]);
  expect(linkedA.stripeCustomerId).not.toBe(linkedB.stripeCustomerId);
  expect(await linkStripeCustomer(a)).toEqual(linkedA);
});
