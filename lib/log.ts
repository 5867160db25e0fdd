import pino from 'pino';
import { env } from './env';
import { currentRequestId } from './request-scope';

/** Whatever could hold one of these is cut out before a line is written. */
const REDACTED = [
  'client_secret',
  'clientSecret',
  'password',
  'cookie',
  'authorization',
  'number',
  'cvc',
];

const SECRET_IN_TEXT =
  /\b((?:pi|seti)_[A-Za-z0-9]+_secret_)[A-Za-z0-9]+|\b((?:sk|rk|whsec)_)[A-Za-z0-9_]+/g;

/** Takes client secrets and keys out of a text: error messages of libraries quote them. */
export const redactText = (text: string): string =>
  text.replace(SECRET_IN_TEXT, (_, intent?: string, key?: string) => `${intent ?? key}[redacted]`);

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
    serializers: { error: describeError },
    hooks: {
      streamWrite: redactText,
    },
  });

/** The log: one JSON object a line, without card data, client secrets or keys. */
export const log = (): pino.Logger => (holder[KEY] ??= make());

function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const { cause } = error;
  return { name, message, stack, ...(cause instanceof Error && { cause: cause.message }) };
}
