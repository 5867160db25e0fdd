import pino from 'pino';
import { env } from './env';
import { currentRequestId } from './request-scope';

/** Whatever could hold one of these is cut out before a line is written. */
const REDACTED = [
  'client_secret',
  'clientSecret',
  'password',
  'token',
  'cookie',
  'authorization',
  'number',
  'cvc',
];

/** Each with what stays before the secret, for whoever reads the line. */
const SECRETS_IN_TEXT = [
  // Client secrets, and keys.
  /\b((?:pi|seti)_[A-Za-z0-9]+_secret_)[A-Za-z0-9]+/g,
  /\b((?:sk|rk|whsec)_)[A-Za-z0-9_]+/g,
  // The password of the mail server.
  /\b(smtps?:\/\/)[^\s"@]+(?=@)/g,
  // Links that we mail.
  /([?&]token=)[^\s"&]+/g,
  /(\/pay\/)[\w.-]{40,}/g,
];

/** Takes secrets out of a text: error messages of libraries quote them. */
export const redactText = (text: string): string =>
  SECRETS_IN_TEXT.reduce((left, secret) => left.replace(secret, '$1[redacted]'), text);

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

/** The log: one JSON object a line, without card data, client secrets, keys or mailed tokens. */
export const log = (): pino.Logger => (holder[KEY] ??= make());

function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const { cause } = error;
  return { name, message, stack, ...(cause instanceof Error && { cause: cause.message }) };
}
