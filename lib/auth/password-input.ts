import { z } from 'zod';
import { isCommonPassword } from './common-password';

/** NIST SP 800-63B: length is what counts; no rules about kinds of characters. */
const MIN_PASSWORD = 10;
const MAX_PASSWORD = 200;

/**
 * A password that somebody chooses, and not everybody does. Counted as it is hashed: an accent is no
 * character of its own.
 */
export const newPasswordInput = z
  .string()
  .normalize('NFKC')
  .min(MIN_PASSWORD, { error: 'password_too_short', abort: true })
  .max(MAX_PASSWORD, { error: 'password_too_long', abort: true })
  .refine((password) => !isCommonPassword(password), 'password_common');
