import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lineOf } from './every-line.mjs';

type Line = {
  level: number;
  time: string;
  msg: string;
  error?: { message: string; stack: string };
};

const ADDRESS = pathToFileURL(join(import.meta.dirname, 'every-line.mjs')).href;

const argumentsOf = (program: string): string[] => [
  '--input-type=module',
  '-e',
  `import { writeEveryLineAsJson } from ${JSON.stringify(ADDRESS)};
writeEveryLineAsJson();
${program}`,
];

/** What a process of its own writes, on each of its streams. */
function written(program: string): { out: Line[]; err: Line[]; code: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, argumentsOf(program), {
    encoding: 'utf8',
  });
  const lines = (stream: string) =>
    stream
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  return { out: lines(stdout), err: lines(stderr), code: status };
}

describe('every line of a process', () => {
  it('may go unread: whoever read them is gone, and the process goes on', async () => {
    const program = argumentsOf(`
      process.on('uncaughtException', (error) => process.send(error.code));
      process.on('message', async () => {
        for (let n = 0; n < 10; n++) {
          console.log('nobody reads this');
          console.error('nor this');
          await new Promise((turn) => setImmediate(turn));
        }
        process.send('goes on');
        process.disconnect();
      });
      process.send('ready');
    `);
    const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const said: unknown[] = [];
    child.on('message', (message) => {
      if (message !== 'ready') return said.push(message);
      for (const stream of [child.stdout, child.stderr]) stream?.destroy();
      return child.send('write');
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(said).toEqual(['goes on']);
  });

  it('is one JSON object, however it is written', () => {
    const { out, err, code } = written(`
      console.log('\\u001b[1m▲ Next.js\\u001b[22m', 16);
      console.log('');
      console.info('one\\ntwo');
      console.error(' ⨯ ', new Error('of a page', { cause: new Error('because') }));
      console.warn('%s is %d', 'it', 3);
      console.table([{ a: 1 }]);
      process.stdout.write('half a line');
      process.stdout.write(Buffer.from('{"level":30,"msg":"as it was"}\\n{"msg":"and this"}\\n'));
      process.stderr.write('Cardkeep does not start.\\n  for a reason\\n');
      process.emitWarning('old', 'DeprecationWarning');
    `);
    expect(out.map(({ msg }) => msg)).toEqual([
      '▲ Next.js 16',
      'one\ntwo',
      expect.stringContaining('a'),
      'half a line',
      'as it was',
      'and this',
    ]);
    expect(err).toMatchObject([
      { level: 50, msg: '⨯', error: { message: 'of a page', cause: { message: 'because' } } },
      { level: 40, msg: 'it is 3' },
      { level: 50, msg: 'Cardkeep does not start.\n  for a reason' },
      { level: 40, error: { message: 'old', name: 'DeprecationWarning' } },
    ]);
    expect(code).toBe(0);
  });

  it.each([
    ['thrown', "setTimeout(() => { throw new Error('lost') })"],
    ['in a promise', "void Promise.reject(new Error('lost'))"],
    ['at the start', "await import('node:fs').then(() => { throw new Error('lost') })"],
  ])('that tells of an end is, too: %s', (_how, program) => {
    const { out, err, code } = written(program);
    expect(out).toEqual([]);
    expect(err).toMatchObject([{ level: 50, error: { message: 'lost' } }]);
    expect(code).toBe(1);
  });

  it('calls nobody’s going away an error', () => {
    const gone = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    const other = Object.assign(new Error('the database is gone'), { code: 'ECONNRESET' });
    const levels = [[gone], [other], ['aborted'], ['⨯', other]].map(
      (told) => (JSON.parse(lineOf(50, told)) as Line).level,
    );
    expect(levels).toEqual([30, 50, 50, 50]);
  });

  it('has no value of a query, no secret, and nothing that hangs on an error', () => {
    const error = Object.assign(new Error('Failed query: insert\nparams: a@b.example'), {
      query: 'insert',
      params: ['a@b.example'],
    });
    const line = lineOf(50, ['⨯', error, { params: ['a@b.example'] }, '$argon2id$v=19$m=1$a$b']);
    expect(line).not.toContain('a@b.example');
    expect(line).not.toContain('v=19');
    expect(JSON.parse(line)).toMatchObject({ error: { message: 'Failed query: insert' } });
  });
});
