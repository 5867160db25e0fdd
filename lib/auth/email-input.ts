import { z } from 'zod';

/** The longest address that mail can carry. Source: RFC 5321, 4.5.3.1, less the angle brackets. */
const MAX_LENGTH = 254;

/** An e-mail address as it is stored: trimmed, in lower case. */
export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(MAX_LENGTH, 'email_invalid')
  .pipe(z.email('email_invalid'));
