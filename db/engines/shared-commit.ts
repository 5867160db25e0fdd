import { AsyncResource } from 'node:async_hooks';
import type SqliteConnection from 'better-sqlite3';

type Bounds = {
  /** Writers of one commit at most: what is lost together where the disk fails. */
  writers: number;
  /** How long a commit is open to more writers, in ms. */
  openForMs: number;
};

/** More requests than one server answers at once; and about what a commit costs on a slow disk. */
const BOUNDS: Bounds = { writers: 64, openForMs: 10 };

type Writer = {
  work: () => Promise<unknown>;
  answer: (result: unknown) => void;
  fail: (error: unknown) => void;
};

/** Tells a writer what became of it. */
type Answer = () => void;

type SharedCommits = {
  write: <T>(work: () => Promise<T>) => Promise<T>;
  /** Fulfilled when nobody writes and nobody waits. */
  idle: () => Promise<void>;
};

/**
 * Has writers that wait together share one commit: it is what a disk is waited for, once for all of
 * them. One after the other they run in a savepoint each, so that one that fails takes back its own
 * only; and nobody is answered, nor told of a failure, before the commit is on disk, because what
 * was seen of those before may not come to be. Where it does not, all of them fail.
 * `begin` opens the transaction of all.
 */
export function sharingCommits(
  connection: SqliteConnection.Database,
  begin: () => Promise<void>,
  bounds = BOUNDS,
): SharedCommits {
  const waiting: Writer[] = [];
  let writing: Promise<void> | null = null;

  async function untilNobodyWaits(): Promise<void> {
    while (waiting.length > 0) await oneCommit();
    // At once, and not when this is awaited: who comes in between would wait for nobody.
    writing = null;
  }

  async function oneCommit(): Promise<void> {
    // Whoever comes meanwhile has not waited for as long, and has a try of its own.
    const asking = waiting.length;
    try {
      await begin();
    } catch (error) {
      for (const { fail } of waiting.splice(0, asking)) fail(error);
      return;
    }
    const inside: Writer[] = [];
    try {
      const answers = await runTogether(inside);
      connection.exec('commit');
      for (const answer of answers) answer();
    } catch (error) {
      if (connection.inTransaction) connection.exec('rollback');
      for (const { fail } of inside) fail(error);
    }
  }

  async function runTogether(inside: Writer[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    const openUntil = performance.now() + bounds.openForMs;
    const isOpen = () => inside.length < bounds.writers && performance.now() < openUntil;
    do {
      for (let next = waiting.shift(); next; next = isOpen() ? waiting.shift() : undefined) {
        inside.push(next);
        answers.push(await inSavepoint(next));
      }
      // A commit stops the process: those whose requests are here already are let in before it.
      await new Promise((turn) => setImmediate(turn));
    } while (waiting.length > 0 && isOpen());
    return answers;
  }

  async function inSavepoint({ work, answer, fail }: Writer): Promise<Answer> {
    connection.exec('savepoint writer');
    try {
      const result = await work();
      connection.exec('release writer');
      return () => answer(result);
    } catch (error) {
      // A full or broken disk has SQLite take everything back, the others' part as well.
      if (!connection.inTransaction) throw error;
      connection.exec('rollback to writer; release writer');
      return () => fail(error);
    }
  }

  return {
    write: <T>(work: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({
          // Whoever comes first runs the others' work, which is about other requests than its own.
          work: AsyncResource.bind(work),
          answer: (result) => resolve(result as T),
          fail: reject,
        });
        writing ??= untilNobodyWaits();
      }),
    async idle() {
      while (writing) await writing;
    },
  };
}
