import pino from 'pino';
import { env } from './env';
import { describeError, redactText } from './plain-error.mjs';
import { currentRequestId } from './request-scope';

/** Whatever could hold one of these is cut out before a line is written. */
const REDACTED = [
  'client_secret',
  'clientSecret',
  'password',
  'passwordHash',
  'tokenHash',
  'token',
  'secret',
  'params',
  'parameters',
  'cookie',
  'authorization',
  'number',
  'cvc',
];

const KEY = Symbol.for('cardkeep.log');
const holder = globalThis as { [KEY]?: pino.Logger };

const make = () =>
  pino({
    level: env().logLevel,
    base: undefined,
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === null ? {} : { requestId };
    },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
    // Under whatever name: an error that is written as an object tells all that a library hung on it.
    formatters: { log: describeErrors },
    hooks: {
      streamWrite: redactText,
    },
  });

const describeErrors = (fields: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error || name === 'error' ? describeError(value) : value,
    ]),
  );

/** The log: one JSON object a line, without card data, client secrets, keys or mailed tokens. */
export const log = (): pino.Logger => (holder[KEY] ??= make());
