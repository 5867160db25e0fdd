import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { payLink, verifyPayLink } from './pay-link';

const settings = {
  APP_URL: 'https://shop.example',
  AUTH_SECRET: 'a secret of more than thirty-two characters',
  STRIPE_SECRET_KEY: 'sk_test_abcdef',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_abcdef',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
};
beforeEach(() => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

const NOON = Date.parse('2027-05-01T12:00:00Z');
const tokenOf = (link: string): string => link.slice('https://shop.example/pay/'.length);

const claims = fc.record({
  orderId: fc.uuid(),
  userId: fc.uuid(),
  expiresAt: fc.integer({ min: NOON, max: NOON + 1e10 }),
});

describe('a pay link', () => {
  it('says whose order it pays, until the very moment when it is over', () =>
    fc.assert(
      fc.property(claims, ({ orderId, userId, expiresAt }) => {
        const token = tokenOf(payLink(orderId, userId, expiresAt));
        expect(verifyPayLink(token, expiresAt - 1)).toEqual({ orderId, userId, expiresAt });
        expect(verifyPayLink(token, expiresAt)).toBeNull();
        expect(verifyPayLink(token, expiresAt + 1)).toBeNull();
      }),
    ));

  it('is refused with any byte changed, added or left out', () =>
    fc.assert(
      fc.property(
        claims,
        fc.nat(),
        fc.constantFrom('replace', 'insert', 'remove'),
        fc.string({ minLength: 1, maxLength: 1, unit: 'binary-ascii' }),
        ({ orderId, userId, expiresAt }, position, change, byte) => {
          const token = tokenOf(payLink(orderId, userId, expiresAt));
          const at = position % token.length;
          const rest = token.slice(change === 'insert' ? at : at + 1);
          const changed = token.slice(0, at) + (change === 'remove' ? '' : byte) + rest;
          fc.pre(changed !== token);
          expect(verifyPayLink(changed, NOON - 1)).toBeNull();
        },
      ),
      { numRuns: 2_000 },
    ));

  it('of one order cannot be made to name another', () => {
    const [mine, other, user] = [randomUUID(), randomUUID(), randomUUID()];
    const token = tokenOf(payLink(mine, user, NOON));
    expect(verifyPayLink(token.replace(mine, other), NOON - 1)).toBeNull();
    expect(verifyPayLink(token.replace(String(NOON), String(NOON + 1)), NOON - 1)).toBeNull();
  });

  it.each(['', '.', '...', 'a.b.c.d', '💥', '.'.repeat(10_000)])('is not this: %j', (token) =>
    expect(verifyPayLink(token, 0)).toBeNull(),
  );
});
