/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32), so that a run can be repeated. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], roll: () => number): T[] {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(roll() * left.length), 1)[0] as T);
}

export const oneOf = <T>(items: readonly T[], roll: () => number): T =>
  items[Math.floor(roll() * items.length)] as T;
