import { expect, it } from 'vitest';
import { countUnderWay, underWay, untilNothingIsUnderWay } from './under-way';

/** Something that ends when it is told to. */
function work() {
  let end = () => {};
  const done = new Promise<void>((resolve) => (end = resolve));
  return { end, done };
}

it('waits for all that is under way, and for nothing where nothing is', async () => {
  await untilNothingIsUnderWay();
  const [one, other] = [work(), work()];
  const both = [underWay(() => one.done), underWay(() => other.done)];
  expect(countUnderWay()).toBe(2);

  let isOver = false;
  const over = untilNothingIsUnderWay().then(() => (isOver = true));
  one.end();
  await both[0];
  expect([countUnderWay(), isOver]).toEqual([1, false]);
  other.end();
  await over;
  expect(countUnderWay()).toBe(0);
});

it('counts down where work fails, and throws what it throws', async () => {
  await expect(underWay(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(countUnderWay()).toBe(0);
});

it('goes on waiting where something begins after something else has ended', async () => {
  const [one, other] = [work(), work()];
  const first = underWay(() => one.done);
  const second = first.then(() => underWay(() => other.done));
  one.end();
  await first;
  await Promise.resolve();
  expect(countUnderWay()).toBe(1);
  other.end();
  await second;
  await untilNothingIsUnderWay();
});
