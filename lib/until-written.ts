/** Writers of one row are few; somebody who loses this often is looking at a bug. */
const TRIES = 5;

/**
 * Reads, and writes what follows, once more each time that others have written in between: `write`
 * says so by null. `what` names the thing for the error that is thrown where that goes on and on.
 */
export async function untilWritten<T>(what: string, write: () => Promise<T | null>): Promise<T> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const written = await write();
    if (written !== null) return written;
  }
  throw new Error(`${what} was written by others ${TRIES} times`);
}
