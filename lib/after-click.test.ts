import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterClick, clickIsOver } from './after-click';

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what waits for a click', () => {
  it('runs once, as soon as that click is over, and not with another one', () => {
    const work = vi.fn();
    afterClick({ orderId: 'one', until: MINUTE }, 'evt', work);
    clickIsOver('another');
    expect(work).not.toHaveBeenCalled();
    clickIsOver('one');
    clickIsOver('one');
    vi.advanceTimersByTime(2 * MINUTE);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['in two seconds', MINUTE, 2_000],
    ['at its time, where that comes first', 1_500, 1_500],
  ])('where nobody tells of the end somebody looks %s', (_, until, at) => {
    const work = vi.fn();
    afterClick({ orderId: 'one', until }, 'evt', work);
    vi.advanceTimersByTime(at - 1);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    clickIsOver('one');
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('waits once, however often it comes, beside what else waits', () => {
    const [first, again, other] = [vi.fn(), vi.fn(), vi.fn()];
    afterClick({ orderId: 'one', until: MINUTE }, 'evt', first);
    afterClick({ orderId: 'one', until: MINUTE }, 'evt', again);
    afterClick({ orderId: 'one', until: MINUTE }, 'evt_other', other);
    clickIsOver('one');
    expect([first, again, other].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  });

  it('may wait anew for the next click, as soon as it runs', () => {
    const work = vi.fn(() => void afterClick({ orderId: 'one', until: MINUTE }, 'evt', next));
    const next = vi.fn();
    afterClick({ orderId: 'one', until: MINUTE }, 'evt', work);
    clickIsOver('one');
    expect(next).not.toHaveBeenCalled();
    clickIsOver('one');
    expect(next).toHaveBeenCalledTimes(1);
  });

  it('is taken back once: not where it has run', () => {
    const work = vi.fn();
    const takeBack = afterClick({ orderId: 'one', until: MINUTE }, 'evt', work);
    expect(takeBack()).toBe(true);
    clickIsOver('one');
    vi.advanceTimersByTime(2 * MINUTE);
    expect(work).not.toHaveBeenCalled();
    const late = afterClick({ orderId: 'one', until: MINUTE }, 'evt', work);
    clickIsOver('one');
    expect(late()).toBe(false);
  });

  it('runs in its own scope, not in that of the click', () => {
    const scope = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    scope.run('event', () =>
      afterClick({ orderId: 'one', until: MINUTE }, 'evt', () => seen.push(scope.getStore())),
    );
    scope.run('click', () => clickIsOver('one'));
    expect(seen).toEqual(['event']);
  });
});
