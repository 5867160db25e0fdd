import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** What SQLite keeps beside its file. It gives a new one the mode of that file. */
const BESIDE = ['-wal', '-shm', '-journal'];

/** The folder that is ours alone, whatever it stands in. */
const OURS = '.data';

/**
 * Makes a file that its owner alone may read and write, or makes one that is there already so: email addresses,
 * names and hashes of passwords are in databases and may be in logs. A folder that has to be made is the owner's
 * alone, and so is `.data` with what is in it; any other that was there is left as it is.
 * @param {string} file
 */
export function keepPrivate(file) {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const ours of foldersOfOurs(folder)) setMode(ours, 0o700);
  closeSync(openSync(file, 'a', 0o600));
  setMode(file, 0o600);
  for (const ending of BESIDE) if (existsSync(file + ending)) setMode(file + ending, 0o600);
}

/**
 * The folder and those that it stands in, down from `.data`; none where that is not among them.
 * @param {string} folder
 * @returns {string[]}
 */
function foldersOfOurs(folder) {
  if (basename(folder) === OURS) return [folder];
  const above = dirname(folder);
  if (above === folder) return [];
  const ours = foldersOfOurs(above);
  return ours.length === 0 ? [] : [...ours, folder];
}

/**
 * @param {string} path
 * @param {number} mode
 */
function setMode(path, mode) {
  try {
    chmodSync(path, mode);
  } catch (error) {
    // Somebody else's, who lets us write there: theirs to decide.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') throw error;
  }
}
