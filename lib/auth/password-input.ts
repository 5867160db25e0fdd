import { z } from 'zod';

/** NIST SP 800-63B: length is what counts; no rules about kinds of characters. */
const MIN_PASSWORD = 10;
const MAX_PASSWORD = 200;

/** A password that somebody chooses. Counted as it is hashed: an accent is no character of its own. */
export const newPasswordInput = z
  .string()
  .normalize('NFKC')
  .min(MIN_PASSWORD, 'password_too_short')
  .max(MAX_PASSWORD, 'password_too_long');
