import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { keepPrivate } from '../../db/private-file.mjs';
import { Stop } from './main.mjs';
import { portFault } from './ports.mjs';
import { shown } from './root.mjs';

const claimFile = (place) => `${place.file}.in-use`;

/**
 * Stops if a server that we started works on this database: a second server process on one SQLite file would let
 * two writers past each other's queue, and deleting the file below a server leaves it writing into nowhere.
 */
export async function refuseIfInUse(place) {
  if (place.engine !== 'sqlite' || !existsSync(claimFile(place))) return;
  const { pid, ports } = JSON.parse(readFileSync(claimFile(place), 'utf8'));
  // The id alone may long be another program's, after a crash or in a new container.
  if (!isAlive(pid) || !(await anyTaken(ports))) {
    rmSync(claimFile(place), { force: true });
    return;
  }
  throw new Stop(
    `${shown(place.file)} is in use by a server started from here (process ${pid}, http://127.0.0.1:${ports[0]}). End it first.`,
  );
}

export function claim(place, ports) {
  if (place.engine !== 'sqlite') return;
  const file = claimFile(place);
  keepPrivate(file);
  writeFileSync(file, JSON.stringify({ pid: process.pid, ports }));
  process.on('exit', () => rmSync(file, { force: true }));
}

async function anyTaken(ports) {
  const faults = await Promise.all(ports.map(portFault));
  return faults.some((fault) => fault !== null);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
