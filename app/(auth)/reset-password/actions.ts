'use server';

import { publicAction } from '@/lib/auth/action';
import { setPasswordByLink } from '@/lib/auth/enter';
import { resetPasswordInput } from '@/lib/auth/reset-password';

export const resetPassword = publicAction(resetPasswordInput, (input) => setPasswordByLink(input));
