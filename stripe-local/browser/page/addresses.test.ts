import { expect, it } from 'vitest';
import { addressesFor } from './addresses';

it('from Stripe’s own name, each part of Stripe is where Stripe has it', () => {
  expect(addressesFor('https://js.stripe.com')).toEqual({
    api: 'https://api.stripe.com',
    frames: 'https://js.stripe.com',
    bank: 'https://hooks.stripe.com',
  });
});

it.each(['http://127.0.0.1:4242', 'http://js.stripe.com', 'https://js.stripe.com.example'])(
  'from %s, all of it is there',
  (origin) => {
    expect(addressesFor(origin)).toEqual({ api: origin, frames: origin, bank: origin });
  },
);
