// How React writes the call of a server action, as far as our pages make use of it.

/** Nothing that stands in JSON is undefined. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** More arguments than any action has, bound ones and a form among them. Source: Next's own is 1000. */
const MOST_ARGUMENTS = 100;

/** Deeper than any input of an action, and far from where a reader's stack would overflow. */
const DEEPEST = 50;

/** Whether a text is a call's arguments, as React writes them where they need no parts of their own. */
export function isReply(text: FormDataEntryValue | null): boolean {
  if (typeof text !== 'string') return false;
  const args = parsed(text);
  return Array.isArray(args) && args.length <= MOST_ARGUMENTS && isPlain(args, 0);
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isOwnText(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth < DEEPEST && Object.values(value).every((inner) => isPlain(inner, depth + 1));
}

/**
 * React marks what JSON has no word for by a `$`, and doubles one that begins a text. What our pages
 * send is text, `undefined` and a form; numbers and days that JSON lacks are as harmless, and an
 * action's schema refuses them. References to functions, promises, streams and other places of the
 * same call are no page's of ours, and Next answers 500 where they lead nowhere.
 * Source: React's `parseModelString`.
 */
const isOwnText = (text: string): boolean =>
  !text.startsWith('$') ||
  text.startsWith('$$') ||
  /^\$(undefined|NaN|-?Infinity|-0|K[0-9a-f]{1,4}|D\d{4}-[\d:.TZ-]+|n-?\d{1,100}|T)$/.test(text);

/**
 * Whether what a form says of an action can be read. Without script, an action with arguments of its
 * page stands in fields beside it: `$ACTION_1:0` is `{"id":"…","bound":"$@1"}`, `$ACTION_1:1` are those.
 */
export function namesItsAction(form: FormData): boolean {
  return [...form.entries()].every(([name, value]) => {
    const [, action, row] = /^\$ACTION_([^:]*):(.*)$/.exec(name) ?? [];
    if (row === undefined) return true;
    if (row !== '0') return isReply(value);
    const said = typeof value === 'string' ? parsed(value) : null;
    if (typeof said !== 'object' || said === null) return false;
    const { id, bound } = said as { id?: unknown; bound?: unknown };
    if (typeof id !== 'string') return false;
    if (bound === null) return true;
    if (typeof bound !== 'string') return false;
    const rowOfBound = /^\$@([1-9a-f][0-9a-f]{0,3})$/.exec(bound)?.[1];
    return rowOfBound !== undefined && form.has(`$ACTION_${action}:${rowOfBound}`);
  });
}
