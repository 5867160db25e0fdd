import { spawn } from 'node:child_process';
import { once } from 'node:events';

// Takes the write lock, says so, and gives it back when its input ends.
const program = `
  import Connection from 'better-sqlite3';
  const connection = new Connection(process.argv[1]);
  connection.exec('begin immediate');
  process.stdout.write('held\\n');
  process.stdin.on('end', () => {
    connection.exec('commit');
    connection.close();
  });
  process.stdin.resume();
`;

export type LockHolder = { release: () => Promise<void> };

/** Another process that writes to a SQLite file until it is told to stop. */
export async function holdLock(file: string): Promise<LockHolder> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const isHeld = await Promise.race([
    once(child.stdout, 'data').then(() => true),
    ended.then(() => false),
  ]);
  if (!isHeld) throw new Error('the other process ended without the lock');
  return {
    release: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
