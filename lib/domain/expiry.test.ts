import { expect, it } from 'vitest';
import { expiresAt } from './expiry';

const HOUR = 3_600_000;
const order = { createdAt: 0, updatedAt: 5 * HOUR, holdsStock: false, copyHeldSince: null };

it('is a day after the last change', () => expect(expiresAt(order)).toBe(29 * HOUR));

it('is an hour after the order was placed where a copy is held, whatever was tried since', () =>
  expect(expiresAt({ ...order, holdsStock: true })).toBe(HOUR));
