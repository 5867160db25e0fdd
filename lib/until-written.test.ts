import { expect, it } from 'vitest';
import { untilWritten } from './until-written';

/** Others write first so many times. */
const losing = (times: number) => {
  let lost = 0;
  return () => Promise.resolve(lost++ < times ? null : 'written');
};

it('begins again for as long as others come first, within reason', async () => {
  expect(await untilWritten('order A', losing(0))).toBe('written');
  expect(await untilWritten('order A', losing(4))).toBe('written');
  await expect(untilWritten('order A', losing(5))).rejects.toThrow(
    'order A was written by others 5 times',
  );
});

it('leaves a failure to its caller, and does not try again', async () => {
  let calls = 0;
  const failing = () => {
    calls++;
    return Promise.reject(new Error('Stripe is not there'));
  };
  await expect(untilWritten('order A', failing)).rejects.toThrow('Stripe is not there');
  expect(calls).toBe(1);
});
