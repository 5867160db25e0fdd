/**
 * A JavaScript string may hold what an engine cannot: Postgres refuses a NUL, and half of a
 * surrogate pair is no character at all, which Postgres's JSON refuses and which the text of both
 * engines would silently turn into U+FFFD. A search for such a text would be an error on one engine
 * and a wrong answer on the other.
 *
 * So it is kept as an escape: a character that Unicode sets aside for use inside of a program, and
 * four hexadecimal digits. Texts are written and asked for in the same way, no two of them share an
 * escape, and reading gives back what was written.
 */
const ESCAPE = '\uFDD0';

// A byte order mark, too: decoders cut one off at the beginning.
const UNHELD = /[\0\uFDD0\uFEFF]|\p{Surrogate}/gu;
const HELD = /\uFDD0([0-9a-f]{4})/g;

/** A text as any engine can hold it. */
export const heldText = (text: string): string =>
  text.replace(UNHELD, (unit) => ESCAPE + unit.charCodeAt(0).toString(16).padStart(4, '0'));

/** The text that `heldText` was given. */
export const releasedText = (text: string): string =>
  text.includes(ESCAPE)
    ? text.replace(HELD, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;

/** The same for every text in a JSON value, names included. */
export const heldJson = (value: unknown): unknown => mapped(value, heldText);
export const releasedJson = (value: unknown): unknown => mapped(value, releasedText);

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((inner) => mapped(inner, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [change(name), mapped(inner, change)]),
  );
}
