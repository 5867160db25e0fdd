'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { publicAction } from '@/lib/auth/action';
import { signInWithPassword, signUpAndEnter } from '@/lib/auth/enter';
import { safePath } from '@/lib/auth/safe-path';
import { signInInput } from '@/lib/auth/sign-in';
import { signUpInput } from '@/lib/auth/sign-up';

const next = z.string().optional();

export const signIn = publicAction(signInInput.extend({ next }), async (input) => {
  await signInWithPassword(input);
  redirect(safePath(input.next) as Route);
});

export const signUp = publicAction(signUpInput.extend({ next }), async (input) => {
  await signUpAndEnter(input);
  redirect(safePath(input.next) as Route);
});
