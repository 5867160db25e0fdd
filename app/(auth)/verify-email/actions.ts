'use server';

import { z } from 'zod';
import { publicAction, userAction } from '@/lib/auth/action';
import {
  sendVerificationAgain as send,
  tokenInput,
  verifyEmail as verify,
} from '@/lib/auth/verify-email';

export const verifyEmail = publicAction(tokenInput, (input) => verify(input));

export const sendVerificationAgain = userAction(z.object({}), (_, user) => send(user));
