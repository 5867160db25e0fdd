import { AsyncLocalStorage } from 'node:async_hooks';
import SqliteConnection from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sharingCommits } from './shared-commit';

let connection: SqliteConnection.Database;
let commits: number;
let write: ReturnType<typeof sharingCommits>['write'];
let idle: ReturnType<typeof sharingCommits>['idle'];

beforeEach(() => {
  connection = new SqliteConnection(':memory:', {
    verbose: (said) => (commits += +/^commit/.test(String(said))),
  });
  connection.pragma('foreign_keys = on');
  connection.exec('create table parents (id integer primary key)');
  connection.exec(
    'create table rows (id integer primary key, parent integer references parents deferrable initially deferred)',
  );
  commits = 0;
  ({ write, idle } = sharing({ writers: 64, openForMs: Infinity }));
});
afterEach(() => connection.close());

const begin = async () => void connection.exec('begin immediate');
const sharing = (bounds: { writers: number; openForMs: number }) =>
  sharingCommits(connection, begin, bounds);

const insert = (id: number, parent: number | null = null) =>
  connection.prepare('insert into rows values (?, ?)').run(id, parent);
const rows = () => connection.prepare('select id from rows order by id').pluck().all();
const nextTurn = () => new Promise((turn) => setImmediate(turn));

describe('writers that wait together', () => {
  it('share a commit, and each gets its own answer', async () => {
    const answers = [1, 2, 3].map((id) =>
      write(async () => {
        await nextTurn();
        insert(id);
        return id;
      }),
    );
    expect(await Promise.all(answers)).toEqual([1, 2, 3]);
    expect(rows()).toEqual([1, 2, 3]);
    expect(commits).toBe(1);
  });

  it('let in those who come before the commit', async () => {
    const answers: Promise<unknown>[] = [];
    answers.push(
      write(async () => {
        insert(1);
        setImmediate(() => answers.push(write(async () => insert(2))));
      }),
    );
    await answers[0];
    await answers[1];
    expect(rows()).toEqual([1, 2]);
    expect(commits).toBe(1);
  });

  it('are bounded in number: the others are the next commit', async () => {
    const { write: writeTo } = sharing({ writers: 3, openForMs: Infinity });
    await Promise.all([1, 2, 3, 4].map((id) => writeTo(async () => insert(id))));
    expect(rows()).toHaveLength(4);
    expect(commits).toBe(2);
  });

  it('are bounded in time: one that takes long is answered before the next begins', async () => {
    const { write: writeTo } = sharing({ writers: 64, openForMs: 1 });
    const told: string[] = [];
    const slow = writeTo(async () => {
      const until = performance.now() + 2;
      while (performance.now() < until) await nextTurn();
      insert(1);
    }).then(() => told.push('slow is answered'));
    const next = writeTo(async () => void told.push('next begins'));
    await Promise.all([slow, next]);
    expect(told).toEqual(['slow is answered', 'next begins']);
  });

  it('run each in its own context, whoever came first', async () => {
    const visitor = new AsyncLocalStorage<string>();
    const seen = ['Ada', 'Grace'].map((name) =>
      visitor.run(name, () =>
        write(async () => {
          await nextTurn();
          return visitor.getStore();
        }),
      ),
    );
    expect(await Promise.all(seen)).toEqual(['Ada', 'Grace']);
    expect(commits).toBe(1);
  });
});

describe('one that fails', () => {
  it('takes back its own only, and is told after the commit', async () => {
    const told: string[] = [];
    const first = write(async () => insert(1)).then(() => told.push('first'));
    const second = write(async () => {
      insert(2);
      throw new Error('changed my mind');
    }).catch((error: Error) => told.push(error.message, `after ${commits} commit`));
    const third = write(async () => insert(3)).then(() => told.push('third'));
    await Promise.all([first, second, third]);
    expect(rows()).toEqual([1, 3]);
    expect(told).toEqual(['first', 'changed my mind', 'after 1 commit', 'third']);
  });

  it('by a statement that the database refuses leaves the others alone', async () => {
    const answers = [1, 1, 2].map((id) => write(async () => insert(id)));
    const settled = await Promise.allSettled(answers);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(rows()).toEqual([1, 2]);
  });
});

describe('everybody in it fails, and nobody after it', () => {
  const three = (second: () => unknown) =>
    Promise.allSettled([
      write(async () => insert(1)),
      write(async () => second()),
      write(async () => insert(3)),
    ]);

  it('where the commit does', async () => {
    // The parent is looked for when all is committed, and is not there.
    const settled = await three(() => insert(2, 77));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(settled[0]).toMatchObject({ reason: { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' } });
    expect(rows()).toEqual([]);
    await write(async () => insert(4));
    expect(rows()).toEqual([4]);
  });

  it('where the transaction of all is gone, as after a full disk', async () => {
    const settled = await three(() => {
      connection.exec('rollback');
      throw new Error('database or disk is full');
    });
    expect(settled.slice(0, 2)).toMatchObject([
      { status: 'rejected', reason: { message: 'database or disk is full' } },
      { status: 'rejected', reason: { message: 'database or disk is full' } },
    ]);
    // It had not begun, and gets a transaction of its own.
    expect(settled[2]?.status).toBe('fulfilled');
    expect(rows()).toEqual([3]);
  });

  it('where one goes on after the transaction of all was undone', async () => {
    const settled = await three(() => connection.exec('rollback'));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(rows()).toEqual([3]);
  });

  it('where it cannot begin; whoever came meanwhile has a try of its own', async () => {
    let begun = 0;
    const { write: writeTo } = sharingCommits(connection, async () => {
      begun += 1;
      if (begun <= 2) throw new Error('locked');
      await begin();
    });
    const settled = await Promise.allSettled(
      [1, 2, 3].map((id) => writeTo(async () => insert(id))),
    );
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(begun).toBe(2);
    await writeTo(async () => insert(4));
    expect(rows()).toEqual([4]);
  });
});

it('is idle when the last of them has been answered', async () => {
  const told: string[] = [];
  void write(async () => insert(1)).then(() => {
    told.push('first');
    void write(async () => insert(2)).then(() => told.push('second'));
  });
  await idle();
  told.push('idle');
  expect(told).toEqual(['first', 'second', 'idle']);
});
