'use server';

import { publicAction } from '@/lib/auth/action';
import { resetPassword as reset, resetPasswordInput } from '@/lib/auth/reset-password';

export const resetPassword = publicAction(resetPasswordInput, (input) => reset(input));
