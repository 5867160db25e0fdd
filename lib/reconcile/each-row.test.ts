import fc from 'fast-check';
import { beforeEach, expect, it, vi } from 'vitest';
import { eachRow } from './each-row';

// What fails is logged, and the log reads its level from the settings.
const settings = {
  APP_URL: 'https://shop.example',
  AUTH_SECRET: 'a secret of more than thirty-two characters',
  STRIPE_SECRET_KEY: 'sk_test_abcdef',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_abcdef',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
  LOG_LEVEL: 'silent',
};
beforeEach(() => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

const none = { done: 0, left: 0, failed: 0 };

it('sees to every row in its order and counts its end, whichever of them fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('done' as const, 'left' as const, 'failed' as const)),
      async (ends) => {
        const seen: number[] = [];
        const counts = await eachRow(
          [...ends.keys()],
          { none, fault: 'a row failed', names: (row) => ({ row: String(row) }) },
          (row) => {
            seen.push(row);
            const end = ends[row];
            return end === undefined || end === 'failed'
              ? Promise.reject(new Error('a fault'))
              : Promise.resolve(end);
          },
        );
        expect(seen).toEqual([...ends.keys()]);
        const count = (end: string) => ends.filter((other) => other === end).length;
        expect(counts).toEqual({
          done: count('done'),
          left: count('left'),
          failed: count('failed'),
        });
      },
    ),
  );
  expect(none).toEqual({ done: 0, left: 0, failed: 0 });
});
