import type { z } from 'zod';
import { listProvidersOf } from '@/db/queries/users';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { isProvedLately } from '../domain/session';
import { env } from '../env';
import { signInInput } from './sign-in';
import type { SignedIn } from './signed-in';

export const proofInput = signInInput.pick({ password: true });

export type ProofInput = z.output<typeof proofInput>;

/** Throws Failure `prove_again`, with the ways that this person has to do so. */
export async function refuseWithoutProof(
  { user, session }: SignedIn,
  at = Date.now(),
): Promise<void> {
  if (isProvedLately(session, at)) return;
  const { github, google } = env();
  const linked = await listProvidersOf(database().read, user.id);
  const provider =
    (github !== null && linked.includes('github')) ||
    (google !== null && linked.includes('google'));
  throw new Failure('prove_again', {
    proveBy: { password: user.passwordHash !== null, provider },
  });
}
