'use server';

import { publicAction } from '@/lib/auth/action';
import { askForPasswordReset as ask } from '@/lib/auth/enter';
import { forgotPasswordInput } from '@/lib/auth/reset-password';

export const askForPasswordReset = publicAction(forgotPasswordInput, (input) => ask(input));
