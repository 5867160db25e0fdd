import { describe, expect, it } from 'vitest';
import { besideEachOther } from './checks.mjs';

/** Performs checks that end only when they are told to, and writes down what was under way. */
function watched() {
  const [begun, ends] = [[], new Map()];
  const perform = (check) => {
    begun.push(check);
    return new Promise((resolve) => ends.set(check, () => resolve(`${check} held`)));
  };
  const end = async (check) => {
    ends.get(check)();
    await new Promise((next) => setImmediate(next));
  };
  return { begun, perform, end };
}

const rows = [['types', 'build'], ['lint']];

describe('rows of checks', () => {
  it('go on beside each other, each in its order', async () => {
    const { begun, perform, end } = watched();
    const all = besideEachOther(rows, perform, 2);
    expect(begun).toEqual(['types', 'lint']);
    await end('lint');
    expect(begun).toEqual(['types', 'lint']);
    await end('types');
    expect(begun).toEqual(['types', 'lint', 'build']);
    await end('build');
    expect(await all).toEqual(['types held', 'build held', 'lint held']);
  });

  it('wait for each other on one core', async () => {
    const { begun, perform, end } = watched();
    const all = besideEachOther(rows, perform, 1);
    for (const check of ['types', 'build', 'lint']) {
      expect(begun.at(-1)).toBe(check);
      await end(check);
    }
    expect(await all).toHaveLength(3);
  });

  it('fail with the first that fails', () =>
    expect(besideEachOther(rows, (check) => Promise.reject(new Error(check)), 2)).rejects.toThrow(
      'types',
    ));
});
