import { z } from 'zod';
import { isNoAddress } from '../domain/no-address';

/** The longest address that mail can carry. Source: RFC 5321, 4.5.3.1, less the angle brackets. */
const MAX_LENGTH = 254;

/** An email address as it is stored: trimmed, in lower case. */
export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(MAX_LENGTH, 'email_invalid')
  .pipe(z.email('email_invalid'));

/** The same for an account that is to be made: an address that nobody can have is nobody's. */
export const newEmailInput = emailInput.refine((email) => !isNoAddress(email), 'email_invalid');
