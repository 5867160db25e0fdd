import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteConnection from 'better-sqlite3';
import { openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { seed } from '@/db/seed';
import { findServerAction } from '../fixtures/action-manifest';
import { insertPerson, PASSWORD } from '../fixtures/person';
import { SESSION_COOKIE, sessionCookieAt, sessionOf } from '../fixtures/session-cookie';
import { expect, test } from '../fixtures/test';
import { run } from '../setup/run';
import { thisStripe } from '../setup/this-stripe';

const AUTH_SECRET = 'a secret of at least thirty-two characters';
const LISTENS = /http:\/\/127\.0\.0\.1:\d+/;

type Line = { level: number; msg?: string; error?: { message: string; stack?: string } };

const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      try {
        return JSON.parse(line) as Line;
      } catch {
        throw new Error(`no JSON: ${line}`);
      }
    });

/** `npm start`, with a database of its own. */
class OwnServer {
  said = '';
  constructor(readonly program: ChildProcess) {
    for (const stream of [program.stdout, program.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    }
  }
  async end(): Promise<void> {
    this.program.kill('SIGTERM');
    await once(this.program, 'exit');
  }
}

function startServer(settings: Record<string, string>): OwnServer {
  return new OwnServer(
    spawn(process.execPath, ['scripts/start.mjs', '-p', '0'], {
      env: {
        ...{ NODE_ENV: 'production', PATH: process.env.PATH, NEXT_TELEMETRY_DISABLED: '1' },
        ...{
          APP_URL: 'http://127.0.0.1:3999',
          AUTH_SECRET,
          LOG_LEVEL: 'debug',
          UNREADY_FOR_MS: '0',
        },
        ...{
          STRIPE_SECRET_KEY: run.stripeSecretKey,
          STRIPE_PUBLISHABLE_KEY: run.stripePublishableKey,
        },
        ...{ STRIPE_WEBHOOK_SECRET: 'whsec_lines', STRIPE_LOCAL_URL: run.stripeUrl ?? '' },
        ...settings,
      },
    }),
  );
}

test.describe('every line that a server writes is one JSON object', () => {
  test.skip(!thisStripe.isLocal, 'it needs a server of its own, on stripe-local');

  test('from its start to its end, while everything fails', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'cardkeep-lines-')), 'lines.db');
    await migrateDatabase(`file:${file}`);
    const db = openDatabase(`file:${file}`);
    await seed(db, []);
    const person = await insertPerson(db);
    await db.close();
    const server = startServer({ DATABASE_URL: `file:${file}` });
    await expect.poll(() => server.said).toMatch(/Cardkeep starts/);
    const url = LISTENS.exec(server.said)?.[0] ?? '';

    // From now on a page, an action, a route, a redirect and the timers find no tables.
    const broken = new SqliteConnection(file);
    for (const table of ['users', 'products', 'stripe_binding', 'stripe_calls', 'leases']) {
      broken.exec(`alter table ${table} rename to gone_${table}`);
    }
    broken.close();
    const cookie = `${SESSION_COOKIE}=${await sessionOf(person, AUTH_SECRET)}`;
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${url}${path}`, { headers, redirect: 'manual' });
    const press = (name: string, args: unknown[], headers: Record<string, string> = {}) =>
      fetch(`${url}/sign-in`, {
        method: 'POST',
        headers: {
          ...{ 'next-action': findServerAction(name).id, origin: 'http://127.0.0.1:3999' },
          ...{ 'content-type': 'text/plain;charset=UTF-8', ...headers },
        },
        body: JSON.stringify(args),
      });
    expect((await get('/')).status).toBe(500);
    expect((await get('/orders', { cookie })).status).toBe(500);
    expect((await get('/api/orders/x', { cookie })).status).toBe(500);
    expect((await get('/api/health')).status).toBe(503);
    await press('signIn', [{ email: person.email, password: PASSWORD }]);
    await press('signUp', [{ name: person.name, email: person.email, password: PASSWORD }]);
    await press('proveAgain', [person.id, { password: PASSWORD }], { cookie });
    await press('signIn', ['x'.repeat(1_100_000)]);
    await fetch(`${url}/api/stripe/webhook`, {
      method: 'POST',
      body: '{}',
      headers: { 'stripe-signature': 'x' },
    });

    // The timers' own words, once all have had their turn.
    await expect.poll(() => server.said).toMatch(/calls that are due: failed/);
    await server.end();
    const lines = linesOf(server.said);
    expect(lines.some(({ msg }) => msg?.includes('Next.js'))).toBe(true);
    expect(lines.filter(({ error }) => error?.stack).length).toBeGreaterThan(3);
    expect(lines.at(-1)?.msg).toBe('Cardkeep ends: nothing is under way');
    for (const value of [person.email, person.name, PASSWORD, '$argon2id$v=']) {
      expect(server.said.includes(value), value).toBe(false);
    }
  });

  test('where it does not start', async () => {
    const server = startServer({ DATABASE_URL: 'file:none.db', STRIPE_WEBHOOK_SECRET: 'whsec_' });
    const [code] = (await once(server.program, 'exit')) as [number];
    expect(code).toBe(1);
    expect(linesOf(server.said).at(-1)?.msg).toMatch(
      /^Cardkeep does not start\.\n {2}STRIPE_WEBHOOK_SECRET has nothing/,
    );
  });
});

test('a broken cookie is no error', async ({ request }) => {
  const stranger = { sessionId: 'none' };
  const name = sessionCookieAt(run.appUrl);
  const theirs = await sessionOf(stranger, 'a secret of another shop, long enough', name);
  const ours = await sessionOf(stranger, run.authSecret, name);
  for (const value of ['junk', 'a.b.c.d.e', '%00', theirs, ours.slice(0, -5), 'x'.repeat(3_000)]) {
    const headers = { cookie: `${name}=${value}; ${name}.1=${value}` };
    for (const path of ['/wallet', '/', '/api/orders/x', '/api/auth/session']) {
      const response = await request.get(path, { headers, maxRedirects: 0 });
      expect(response.status(), `${path} with ${value.slice(0, 20)}`).toBeLessThan(500);
    }
  }
  const lines = linesOf(readFileSync(run.appLog, 'utf8')) as (Line & { error?: object })[];
  expect(lines.filter((line) => JSON.stringify(line).includes('jwtsessionerror'))).toEqual([]);
  expect(lines.some(({ level, msg }) => level === 20 && msg?.includes('a cookie was not'))).toBe(
    true,
  );
});
