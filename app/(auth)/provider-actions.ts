'use server';

import { signInWithProvider } from '@/lib/auth/enter';

export const signInWithGitHub = async (form: FormData): Promise<void> =>
  signInWithProvider('github', form);

export const signInWithGoogle = async (form: FormData): Promise<void> =>
  signInWithProvider('google', form);
