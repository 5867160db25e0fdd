/** Each with what stays before the secret, for whoever reads the line. */
const SECRETS_IN_TEXT = [
  // Client secrets, and keys; a fault that names what a key begins with keeps it.
  /\b((?:pi|seti)_[A-Za-z0-9]+_secret_)[A-Za-z0-9]+/g,
  /\b((?:sk|rk|whsec)_)(?!(?:test|live)_(?![A-Za-z0-9]))[A-Za-z0-9_]+/g,
  // The passwords of the mail server and of the database.
  /\b(smtps?:\/\/)[^\s"@]+(?=@)/g,
  /\b(postgres(?:ql)?:\/\/)[^\s"@]+(?=@)/g,
  // Links that we mail.
  /([?&]token=)[^\s"&]+/g,
  /(\/pay\/)[\w.-]{40,}/g,
  // Hashes of passwords, as argon2 and its like write them: the kind, then settings, salt and hash.
  /(\$(?:argon2(?:id|i|d)|scrypt|pbkdf2[\w-]*|2[abxy])\$)[\w.,=+/$-]+/g,
  // Sessions and other tokens that are signed or encrypted: the first part is JSON in base64.
  /\b(eyJ)[\w-]{8,}(?:\.[\w-]*){2,4}/g,
];

/**
 * Takes secrets out of a text: error messages of libraries quote them.
 * @param {string} text
 * @returns {string}
 */
export const redactText = (text) =>
  SECRETS_IN_TEXT.reduce((left, secret) => left.replace(secret, '$1[redacted]'), text);

/** Causes of causes are told up to here: a circle of them must end. */
const DEEPEST = 5;
/** Of many errors in one, the first are told. */
const MOST_ERRORS = 10;

/**
 * @typedef {{
 *   name?: string, message: string, code?: string | number, digest?: string, stack?: string,
 *   cause?: PlainError, errors?: PlainError[],
 * }} PlainError
 */

/**
 * What may be told of an error. Only what is named here: libraries hang whole requests, rows and the parameters of
 * queries on theirs.
 * @param {unknown} error
 * @param {number} [depth]
 * @returns {PlainError}
 */
export function describeError(error, depth = 0) {
  if (!(error instanceof Error)) return { message: redactText(textOf(error)) };
  const { name, cause } = error;
  const { code, digest, errors } = /** @type {Record<string, unknown>} */ (
    /** @type {unknown} */ (error)
  );
  const isDeep = depth >= DEEPEST;
  return {
    name,
    message: redactText(messageOf(error)),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(typeof digest === 'string' && { digest: redactText(digest) }),
    stack: redactText(stackOf(error)),
    ...(cause !== undefined && !isDeep && { cause: describeError(errorIn(cause), depth + 1) }),
    ...(Array.isArray(errors) &&
      !isDeep && {
        errors: errors.slice(0, MOST_ERRORS).map((each) => describeError(each, depth + 1)),
      }),
  };
}

/**
 * next-auth puts the error that it met into an object beside other things.
 * @param {unknown} cause
 */
const errorIn = (cause) =>
  typeof cause === 'object' && cause !== null && 'err' in cause && cause.err instanceof Error
    ? cause.err
    : cause;

/**
 * A thrown object may hold anything, so of those its kind is told and no more.
 * @param {unknown} thrown
 */
const textOf = (thrown) =>
  typeof thrown === 'object' && thrown !== null
    ? Object.prototype.toString.call(thrown)
    : String(thrown);

/**
 * Of a database's error nothing that could be a value. The engines give none of these out any more; a library that
 * opens a connection of its own would.
 * @param {Error} error
 */
function messageOf(error) {
  if ('severity' in error && 'code' in error) return `the database refused (${String(error.code)})`;
  if ('query' in error && 'params' in error) return error.message.split('\nparams: ')[0] ?? '';
  return error.message;
}

/**
 * The places only: a stack begins with the message, and with what is not to be told of it.
 * @param {Error} error
 */
function stackOf(error) {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const at = stack.indexOf(error.message);
  // Where the message was changed afterwards, the stack still begins with the old one.
  const places = at === -1 ? '' : stack.slice(at + error.message.length);
  return places
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
