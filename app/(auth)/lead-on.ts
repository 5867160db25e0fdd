import type { Route } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { safePath } from '@/lib/auth/safe-path';
import { findSignedInUser } from '@/lib/auth/session';
import { ASKED_QUERY_HEADER } from '@/lib/request-scope';

/**
 * Leads whoever is signed in already to where they wanted to go, before there is a skeleton. A layout is
 * not told the address's query: middleware hands it on. The page looks again.
 */
export async function leadOn(): Promise<void> {
  const asked = new URLSearchParams((await headers()).get(ASKED_QUERY_HEADER) ?? '');
  const user = await findSignedInUser();
  if (user && asked.get('error') !== 'prove_again') redirect(safePath(asked.get('next')) as Route);
}
