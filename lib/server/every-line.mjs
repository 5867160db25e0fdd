import { format, stripVTControlCharacters } from 'node:util';
import { describeError, redactText } from '../plain-error.mjs';

/** Pino's numbers, so that a line says the same whoever wrote it. */
const LEVELS = { trace: 10, debug: 20, log: 30, info: 30, warn: 40, error: 50 };

/** @typedef {(chunk: string | Uint8Array, ...rest: unknown[]) => boolean} Write */

/**
 * Makes one JSON object of whatever this process writes, each on a line of its own: Next writes on the console, and
 * the log of a server is read by machines. What is written so already is passed on; pino writes past this.
 */
export function writeEveryLineAsJson() {
  const out = /** @type {Write} */ (process.stdout.write.bind(process.stdout));
  const err = /** @type {Write} */ (process.stderr.write.bind(process.stderr));
  process.stdout.write = /** @type {typeof process.stdout.write} */ (linesTo(out, LEVELS.info));
  process.stderr.write = /** @type {typeof process.stderr.write} */ (linesTo(err, LEVELS.error));
  for (const [name, level] of Object.entries(LEVELS)) {
    const write = level > LEVELS.info ? err : out;
    /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (console))[name] = (
      /** @type {unknown[]} */ ...told
    ) => {
      const line = lineOf(level, told);
      if (line) write(line);
    };
  }
  // Whoever read the lines is gone. Without this each line that is not read is an error, of which Next writes a line:
  // the server would do nothing else any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  // Node writes its warnings past the console.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => void err(lineOf(LEVELS.warn, [warning])));
  // Next has a listener of its own as soon as it runs; before that Node would write a stack, and end.
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    err(lineOf(LEVELS.error, [error]));
    process.exit(1);
  });
}

/**
 * What was told on the console, as a line; empty where nothing was told. Errors are taken apart, and of other
 * objects only the kind is named: they may hold anything.
 * @param {number} level
 * @param {readonly unknown[]} told
 * @returns {string}
 */
export function lineOf(level, told) {
  const errors = told.filter((one) => one instanceof Error).map((error) => describeError(error));
  const words = told
    .filter((one) => !(one instanceof Error))
    .map((one) => (typeof one === 'object' && one !== null ? describeError(one).message : one));
  const text = plain(format(...words));
  if (text === '' && errors.length === 0) return '';
  const [error, ...others] = errors;
  const line = {
    level: isGone(told) ? LEVELS.info : level,
    time: new Date().toISOString(),
    ...(error && { error }),
    ...(others.length > 0 && { others }),
    msg: text || error?.message,
  };
  return `${JSON.stringify(line)}\n`;
}

/**
 * A sender that went away in the middle of its body, as Node tells whoever reads it: Next writes it down as an error,
 * and anybody can do it as often as they like.
 * @param {readonly unknown[]} told
 */
const isGone = ([error, ...others]) =>
  others.length === 0 &&
  error instanceof Error &&
  error.message === 'aborted' &&
  'code' in error &&
  error.code === 'ECONNRESET';

/**
 * @param {Write} write
 * @param {number} level
 * @returns {Write}
 */
function linesTo(write, level) {
  return (chunk, ...rest) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const done = rest.filter((one) => typeof one === 'function');
    const line = isJson(text) ? text : lineOf(level, [text]);
    return write(line, ...done);
  };
}

/** @param {string} text */
const plain = (text) => redactText(stripVTControlCharacters(text)).trim();

/**
 * Whether it is one object to a line, as pino writes.
 * @param {string} text
 */
function isJson(text) {
  if (!text.startsWith('{') || !text.endsWith('}\n')) return false;
  try {
    return text
      .trimEnd()
      .split('\n')
      .every((line) => typeof JSON.parse(line) === 'object');
  } catch {
    return false;
  }
}
