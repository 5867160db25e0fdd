const live = process.stdout.isTTY === true;
// Without a terminal each tick is a line of its own, so ticks are rarer: a log must show life, not a film.
const TICK_MS = live ? 1_000 : 15_000;

export const say = (line = '') => process.stdout.write(`${line}\n`);

export const inSeconds = (ms) => `${(ms / 1_000).toFixed(1)} s`;

export const seconds = (sinceMs) => inSeconds(Date.now() - sinceMs);

export function clearProgress() {
  if (live) process.stdout.write('\r\x1b[2K');
}

/** What is under way, since when: two steps that go on beside each other share one line. */
const underWay = new Map();
let ticker = null;

function tick() {
  const going = [...underWay.values()].map(
    ({ label, start }) => `${label} ${Math.round((Date.now() - start) / 1_000)} s`,
  );
  if (going.length === 0) return;
  const line = `… ${going.join(', ')}`;
  process.stdout.write(live ? `\r\x1b[2K${line}` : `${line}\n`);
}

/** Runs `work` and shows what it is, that it is still going, how it ended and how long it took. */
export async function step(label, work) {
  const start = Date.now();
  const key = Symbol(label);
  underWay.set(key, { label, start });
  ticker ??= setInterval(tick, TICK_MS);
  if (live) tick();
  let mark = '✗';
  try {
    const result = await work();
    mark = '✓';
    return result;
  } finally {
    underWay.delete(key);
    if (underWay.size === 0) {
      clearInterval(ticker);
      ticker = null;
    }
    clearProgress();
    say(`${mark} ${label} (${seconds(start)})`);
    if (live) tick();
  }
}
