import { expect, it } from 'vitest';
import { referenceOf } from './client-secret';
import { IntegrationError } from './integration-error';
import { returnAddress } from './return-address';

it('reads kind and id out of a client secret', () => {
  expect(referenceOf('pi_12a_secret_xyz', 'x')).toMatchObject({
    kind: 'payment',
    id: 'pi_12a',
    path: '/v1/payment_intents/pi_12a',
  });
  expect(referenceOf('seti_12a_secret_xyz', 'x').path).toBe('/v1/setup_intents/seti_12a');
});

it.each([[undefined], ['pi_12a'], ['sk_test_x'], [null]])('refuses %s', (secret) => {
  expect(() => referenceOf(secret, 'stripe.confirmPayment()')).toThrow(IntegrationError);
});

it('refuses the secret of the other kind of intent', () => {
  expect(() => referenceOf('seti_1_secret_2', 'stripe.confirmPayment()', 'payment')).toThrow(
    IntegrationError,
  );
});

it.each([
  ['succeeded', 'succeeded'],
  ['requires_capture', 'succeeded'],
  ['requires_confirmation', 'succeeded'],
  ['processing', 'pending'],
] as const)('returns from %s with redirect_status %s', (status, expected) => {
  const reference = referenceOf('pi_1_secret_2', 'x');
  const intent = { object: 'payment_intent', status } as Parameters<typeof returnAddress>[2];
  const address = new URL(returnAddress('https://shop.example/back?order=7', reference, intent));
  expect(Object.fromEntries(address.searchParams)).toEqual({
    order: '7',
    payment_intent: 'pi_1',
    payment_intent_client_secret: 'pi_1_secret_2',
    redirect_status: expected,
  });
});
