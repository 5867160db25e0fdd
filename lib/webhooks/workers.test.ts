import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginClick } from '../clicks.mjs';
import { countUnderWay } from '../under-way';
import { inLine, isIdle, keepPlace, untilIdle } from './workers';

/** Work that ends when it is told to, and tells when it began. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<void>((end) => {
      begun.push(name);
      ends.set(name, end);
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await settled();
  };
  return { begun, work, end };
}
/** What can happen by now has happened. */
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  await untilIdle();
  vi.useRealTimers();
});

describe('workers', () => {
  it('are four, and take up the next as soon as one is free', async () => {
    const { begun, work, end } = works();
    const all = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const name of all) void inLine(name, name, work(name));
    await settled();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    expect(countUnderWay()).toBe(4);
    await end('c');
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e']);
    for (const name of all) await end(name);
    expect(begun).toEqual(all);
    expect(isIdle()).toBe(true);
    expect(countUnderWay()).toBe(0);
  });

  it('do one thing at a time about an object, and are not held up by what waits for it', async () => {
    const { begun, work, end } = works();
    for (const name of ['1', '2', '3', '4', '5', '6']) void inLine('same', name, work(name));
    void inLine('other', 'x', work('x'));
    await settled();
    expect(begun).toEqual(['1', 'x']);
    await end('1');
    expect(begun).toEqual(['1', 'x', '2']);
    for (const name of ['x', '2', '3', '4', '5', '6']) await end(name);
    expect(begun).toEqual(['1', 'x', '2', '3', '4', '5', '6']);
  });

  it('begin anew for what comes while the same is being done, and join what has not begun', async () => {
    const { begun, work, end } = works();
    void inLine('same', 'evt', work('first'));
    await settled();
    const again = inLine('same', 'evt', work('second'));
    expect(inLine('same', 'evt', work('third'))).toBe(again);
    await end('first');
    await end('second');
    await again;
    expect(begun).toEqual(['first', 'second']);
  });

  it('go on after a failure, which whoever asked hears of', async () => {
    const { begun, work, end } = works();
    const failed = inLine('same', 'bad', () => Promise.reject(new Error('no')));
    void inLine('same', 'good', work('good'));
    await expect(failed).rejects.toThrow('no');
    await settled();
    expect(begun).toEqual(['good']);
    await end('good');
  });

  it('work in the scope of whoever asked', async () => {
    const scope = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const see = () => Promise.resolve(void seen.push(scope.getStore()));
    const asked = ['one', 'two', 'three'].map((name) =>
      scope.run(name, () => inLine('same', name, see)),
    );
    await Promise.all(asked);
    expect(seen).toEqual(['one', 'two', 'three']);
  });

  it('have two hundred places in memory', async () => {
    const { work, end } = works();
    void inLine('same', 'first', work('first'));
    await settled();
    const done = () => Promise.resolve();
    for (let n = 0; n < 198; n++) void inLine('same', `${n}`, done);
    // One that is being written down has its place already.
    const [kept, last] = [keepPlace(), keepPlace()];
    expect(keepPlace()).toBeNull();
    kept?.();
    void inLine('same', 'written', done);
    expect(keepPlace()).toBeNull();
    last?.();
    await end('first');
    await untilIdle();
    expect(keepPlace()).not.toBeNull();
  });
});

describe('clicks go first', () => {
  it('nothing begins while one is under way, and all of it when it is over', async () => {
    const { begun, work, end } = works();
    const endClick = beginClick();
    for (const name of ['a', 'b']) void inLine(name, name, work(name));
    await settled();
    expect(begun).toEqual([]);
    endClick();
    await settled();
    expect(begun).toEqual(['a', 'b']);
    for (const name of ['a', 'b']) await end(name);
  });

  it('behind a thousand events a click meets those that were begun, and four in 100 ms', async () => {
    const done: number[] = [];
    const all = Array.from({ length: 1_000 }, (_, n) =>
      inLine(`${n}`, `${n}`, () => Promise.resolve(void done.push(n))),
    );
    const endClick = beginClick();
    await vi.advanceTimersByTimeAsync(99);
    const met = done.length;
    expect(met).toBeLessThanOrEqual(4);
    await vi.advanceTimersByTimeAsync(100);
    expect(done.length - met).toBeLessThanOrEqual(4);
    // However long it takes, the events go on.
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done.length - met).toBeGreaterThanOrEqual(40);
    endClick();
    await Promise.all(all);
    expect(done).toHaveLength(1_000);
  });
});
