/** The library's errors, by what they carry: the library itself loads in a server of Next only. */
type AuthError = Error & { type: string; cause?: { err?: Error } };

const isOfLibrary = (error: Error): error is AuthError =>
  'type' in error && typeof error.type === 'string';

/** What the library says of cookies that belong to a sign-in under way, and were not made by it or are gone. */
const OF_A_SIGN_IN = ['InvalidCheck', 'InvalidCallbackUrl', 'MissingCSRF'];

/** What it says where no secret of ours made the session, or the cookie names no algorithm that we use. */
const OF_NO_SECRET =
  /^(no matching decryption secret|Unsupported JWT Content Encryption Algorithm)/;

/**
 * Whether an error of the library's only says that a cookie is none of ours: junk, one that is
 * over, one of another secret. Anybody can send those, as often as they like, so they are no
 * error. What fails while a good one is looked up, as where the database does not answer, is one.
 */
export function isBrokenCookie(error: Error): boolean {
  if (!isOfLibrary(error)) return false;
  if (OF_A_SIGN_IN.includes(error.type)) return true;
  const reason = error.type === 'JWTSessionError' ? error.cause?.err : undefined;
  if (!reason) return false;
  const code = 'code' in reason ? reason.code : null;
  return (
    (typeof code === 'string' && /^ERR_(JWE|JWT|JOSE)_/.test(code)) ||
    OF_NO_SECRET.test(reason.message)
  );
}
