import { invalid, missingParam } from '../api/errors';
import type { Checked, Tree, Value } from '../api/form';
import { withAdditions } from './additions';
import accepted from './accepted.json' with { type: 'json' };
import type { Shape } from './shape';

const shapes = withAdditions(accepted as unknown as Readonly<Record<string, Shape>>);

/** Endpoints whose types say only what the SDK sends; these come with them. */
const EXPAND_ONLY: Shape = { '{}': { expand: { '[]': 's' } } };

/** Turns what was sent into typed parameters, or refuses it in Stripe's words. */
export function checkParams(
  endpoint: string,
  sent: Tree,
  extra: Readonly<Record<string, Shape>> = {},
): { [key: string]: Checked } {
  const shape = shapes[endpoint] ?? EXPAND_ONLY;
  const fields = { ...(shape as { '{}': Record<string, Shape> })['{}'], ...extra };
  return checkObject(fields, sent, '');
}

function checkObject(
  fields: Readonly<Record<string, Shape>>,
  sent: Tree,
  at: string,
): { [key: string]: Checked } {
  const checked: { [key: string]: Checked } = {};
  for (const key in sent) {
    const shape = fields[key] ?? fields[`${key}!`];
    const name = at ? `${at}[${key}]` : key;
    if (!shape) {
      throw invalid(`Received unknown parameter: ${name}`, {
        code: 'parameter_unknown',
        param: name,
      });
    }
    checked[key] = checkValue(shape, sent[key] as Value, name);
  }
  for (const key in fields) {
    if (!key.endsWith('!') || key.slice(0, -1) in sent) continue;
    throw missingParam(at ? `${at}[${key.slice(0, -1)}]` : key.slice(0, -1));
  }
  return checked;
}

function checkValue(shape: Shape, value: Value, name: string): Checked {
  if (shape === 'a') return value;
  if (shape === 's') return checkString(value, name);
  if (shape === 'n') return checkInteger(value, name);
  if (shape === 'b') return checkBoolean(value, name);
  if (isWords(shape)) return checkWord(shape, value, name);
  if ('?' in shape) return value === '' ? '' : checkValue(shape['?'], value, name);
  if ('[]' in shape) return checkList(shape['[]'], value, name);
  if ('|' in shape) return checkEither(shape['|'], value, name);
  if (typeof value === 'string' || Array.isArray(value)) {
    // An empty form field is how an unset object arrives.
    if (value === '') return '';
    if ('*' in shape && Array.isArray(value)) return { ...value };
    throw invalid('Invalid object', { param: name });
  }
  if ('*' in shape) return checkFree(shape['*'], value as Tree, name);
  return checkObject(shape['{}'], value as Tree, name);
}

const isWords = (shape: Shape): shape is readonly string[] => Array.isArray(shape);

function checkString(value: Value, name: string): string {
  if (typeof value === 'string') return value;
  throw invalid(`Invalid string: ${JSON.stringify(value)}`, { param: name });
}

function checkInteger(value: Value, name: string): number {
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return Number(value);
  throw invalid(`Invalid integer: ${typeof value === 'string' ? value : JSON.stringify(value)}`, {
    code: 'parameter_invalid_integer',
    param: name,
  });
}

function checkBoolean(value: Value, name: string): boolean {
  if (value === 'true' || value === 'True' || value === '1') return true;
  if (value === 'false' || value === 'False' || value === '0') return false;
  throw invalid(`Invalid boolean: ${typeof value === 'string' ? value : JSON.stringify(value)}`, {
    param: name,
  });
}

function checkWord(words: readonly string[], value: Value, name: string): string {
  if (typeof value === 'string' && words.includes(value)) return value;
  const last = words.at(-1);
  const list =
    words.length > 2
      ? `one of ${words.slice(0, -1).join(', ')}, or ${last}`
      : words.length === 2
        ? `${words[0]} or ${last}`
        : last;
  throw invalid(`Invalid ${name}: must be ${list}`, { param: name });
}

function checkList(item: Shape, value: Value, name: string): Checked {
  if (value === '') return [];
  if (!Array.isArray(value)) throw invalid('Invalid array', { param: name });
  return value.map((each, index) => checkValue(item, each as Value, `${name}[${index}]`));
}

function checkEither(shapes: readonly Shape[], value: Value, name: string): Checked {
  let refused: unknown;
  for (const shape of shapes) {
    try {
      return checkValue(shape, value, name);
    } catch (error) {
      // What was sent as an object is judged as an object.
      const fits = typeof shape === 'object' && '{}' in shape === (typeof value === 'object');
      if (fits || refused === undefined) refused = error;
    }
  }
  throw refused;
}

function checkFree(item: Shape, value: Tree, name: string): { [key: string]: Checked } {
  const free = Object.create(null) as { [key: string]: Checked };
  for (const [key, each] of Object.entries(value)) {
    free[key] = checkValue(item, each, `${name}[${key}]`);
  }
  return free;
}
