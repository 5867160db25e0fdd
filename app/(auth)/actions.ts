'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { publicAction, userAction } from '@/lib/auth/action';
import { proveWithPassword as prove, signInWithPassword, signUpAndEnter } from '@/lib/auth/enter';
import { proofInput } from '@/lib/auth/proof';
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

/** Answers whoever was told `prove_again`, at the place where they were. */
export const proveAgain = userAction(proofInput, (input, user) => prove(user, input));
