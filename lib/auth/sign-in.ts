import { z } from 'zod';
import { emailInput } from './email-input';

/**
 * Longer ones only make the hash slow. More than a password may be long, because a keyboard may
 * take up to four characters for one.
 */
const MAX_PASSWORD = 800;

export const signInInput = z.object({
  email: emailInput,
  password: z.string().min(1, 'password_missing').max(MAX_PASSWORD, 'password_too_long'),
});
