import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { keepPrivate } from '../../db/private-file.mjs';
import { inRoot, root } from './root.mjs';

const windows = process.platform === 'win32';
// Longer than a program needs that has nothing to finish, shorter than a person's second Ctrl-C.
const GRACE_MS = 8_000;
const running = new Set();

/**
 * Starts a program and remembers it, so that nothing we started outlives us. With a process group of its own
 * (the default) a signal reaches its children too, and the terminal's Ctrl-C reaches only us, who end it in order.
 */
export function launch(
  command,
  args,
  {
    cwd = root,
    env = process.env,
    stdio,
    ownGroup = true,
    shell,
    uid,
    gid,
    graceMs = GRACE_MS,
  } = {},
) {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio,
    shell,
    uid,
    gid,
    detached: ownGroup && !windows,
    windowsHide: true,
  });
  const entry = { child, group: ownGroup && !windows, graceMs };
  running.add(entry);
  entry.ended = new Promise((resolve) => {
    const settle = (result) => {
      running.delete(entry);
      resolve(result);
    };
    child.once('error', (error) => settle({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => settle({ code, signal }));
  });
  return { child, ended: entry.ended, end: () => endOne(entry), kill: () => killOne(entry) };
}

/**
 * Starts a Node program that is meant to stay, with its output in `logFile`, or on our terminal without one: then
 * `stdout` says what becomes of what it tells besides its errors. A log is begun anew unless it `appends`.
 */
export function launchServer(
  args,
  { env, logFile, stdout = 'inherit', cwd, graceMs, appends = false },
) {
  const preload = pathToFileURL(inRoot('scripts', 'parts', 'end-with-parent.mjs')).href;
  let log;
  if (logFile) {
    keepPrivate(logFile);
    log = openSync(logFile, appends ? 'a' : 'w');
  }
  const server = launch(process.execPath, ['--import', preload, ...args], {
    env: { ...env, CARDKEEP_PARENT: String(process.pid) },
    stdio: ['ignore', log ?? stdout, log ?? 'inherit', 'ipc'],
    cwd,
    graceMs,
  });
  if (log !== undefined) closeSync(log);
  return server;
}

/**
 * Runs a program to its end and collects what it printed, in the order in which it came.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} options
 * @returns {Promise<{ code: number | null, signal: string | null, ok: boolean, output: string }>}
 */
export async function run(command, args, options = {}) {
  const { child, ended } = launch(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  const drained = Promise.all(
    [child.stdout, child.stderr].map((stream) => new Promise((done) => stream.once('close', done))),
  );
  const result = await ended;
  // A program that could not be started has streams that never close.
  if (!result.error) await drained;
  const output = Buffer.concat(chunks).toString('utf8').trimEnd();
  const ok = result.code === 0;
  return { ...result, ok, output: result.error ? `${output}${result.error.message}` : output };
}

export async function endAll() {
  await Promise.all([...running].map(endOne));
}

/** The last resort, for the `exit` handler, where nothing can be awaited. */
export function killAllNow() {
  for (const entry of running) signal(entry, 'SIGKILL');
}

async function endOne(entry) {
  if (!running.has(entry)) return;
  signal(entry, 'SIGTERM');
  const hurry = setTimeout(() => signal(entry, 'SIGKILL'), entry.graceMs);
  await entry.ended;
  clearTimeout(hurry);
}

/** Ends a program with all its children as a power cut would: no handler of theirs runs. */
async function killOne(entry) {
  if (running.has(entry)) signal(entry, 'SIGKILL');
  await entry.ended;
}

function signal({ child, group }, name) {
  if (child.pid === undefined) return;
  try {
    process.kill(group ? -child.pid : child.pid, name);
  } catch (error) {
    // Gone between our look and our signal: what we wanted.
    if (error.code !== 'ESRCH') throw error;
  }
}
