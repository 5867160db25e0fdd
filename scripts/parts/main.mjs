import { clearProgress } from './progress.mjs';
import { endAll, killAllNow } from './processes.mjs';

// Soon enough that a port is free again when somebody starts the next one by hand.
const LOOK_UP_MS = 500;
// Two signals that come this close to one another are one.
const SAME_SIGNAL_MS = 1_000;

/** A failure that we understand: its message is shown, without a stack, and the command exits 1. */
export class Stop extends Error {}

/**
 * Runs a command's body. Whatever happens (end, failure, Ctrl-C, SIGTERM, a closed terminal) every process that
 * was launched is ended before this one exits. `interrupted` is the exit code after a signal: 0 for a server that
 * people end this way, 130 for a check that did not finish.
 */
export async function main(body, { interrupted = 130 } = {}) {
  let ending = false;
  let signaledAt = null;
  const end = async (code) => {
    if (ending) return;
    ending = true;
    clearProgress();
    await endAll();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const now = performance.now();
      // The same one comes twice, from the terminal and from npm. A second one is somebody who will not wait.
      if (signaledAt !== null && now - signaledAt > SAME_SIGNAL_MS) process.exit(interrupted);
      signaledAt ??= now;
      void end(interrupted);
    });
  }
  process.on('exit', killAllNow);
  // npm passes SIGTERM on to the shell between us and it, and the shell dies of it without a word to us.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && void end(interrupted), LOOK_UP_MS).unref();
  }

  try {
    const code = await body();
    await end(code ?? 0);
  } catch (error) {
    // A signal ends children, and their awaited results then fail; that is not news.
    if (ending) return;
    clearProgress();
    process.stderr.write(`${error instanceof Stop ? error.message : error.stack}\n`);
    await end(1);
  }
}
