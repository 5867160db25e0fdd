const live = process.stdout.isTTY === true;
// Without a terminal each tick is a line of its own, so ticks are rarer: a log must show life, not a film.
const TICK_MS = live ? 1_000 : 15_000;

export const say = (line = '') => process.stdout.write(`${line}\n`);

export const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1_000).toFixed(1)} s`;

export function clearProgress() {
  if (live) process.stdout.write('\r\x1b[2K');
}

/** Runs `work` and shows what it is, that it is still going, how it ended and how long it took. */
export async function step(label, work) {
  const start = Date.now();
  const tick = () => {
    const elapsed = Math.round((Date.now() - start) / 1_000);
    process.stdout.write(live ? `\r\x1b[2K… ${label} ${elapsed} s` : `… ${label} ${elapsed} s\n`);
  };
  if (live) tick();
  const ticker = setInterval(tick, TICK_MS);
  try {
    const result = await work();
    clearProgress();
    say(`✓ ${label} (${seconds(start)})`);
    return result;
  } catch (error) {
    clearProgress();
    say(`✗ ${label} (${seconds(start)})`);
    throw error;
  } finally {
    clearInterval(ticker);
  }
}
