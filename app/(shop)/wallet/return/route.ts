import { redirect } from 'next/navigation';
import { requireUserOf } from '@/lib/auth/session';
import { lookAtSetup } from '@/lib/setups/look-at-setup';
import { underWay } from '@/lib/under-way';

/**
 * Where adding a card comes back to, after a redirect or not. It may look, and it forwards to a
 * clean address: the one that Stripe made carries a client secret.
 */
export async function GET(request: Request) {
  const user = await requireUserOf(request, '/wallet');
  const setupIntent = new URL(request.url).searchParams.get('setup_intent');
  const isKept = setupIntent !== null && (await underWay(() => lookAtSetup(user, setupIntent)));
  redirect(isKept ? '/wallet?added=1' : '/wallet?added=0');
}
