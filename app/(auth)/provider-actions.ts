'use server';

import { signInWithProvider } from '@/lib/auth/enter';
import { safePath } from '@/lib/auth/safe-path';

const nextOf = (form: FormData): string => {
  const next = form.get('next');
  return safePath(typeof next === 'string' ? next : null);
};

export const signInWithGitHub = async (form: FormData): Promise<void> =>
  signInWithProvider('github', nextOf(form));

export const signInWithGoogle = async (form: FormData): Promise<void> =>
  signInWithProvider('google', nextOf(form));
