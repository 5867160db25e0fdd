import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';
import { requireUser } from '@/lib/auth/session';
import { ASKED_QUERY_HEADER } from '@/lib/request-scope';
import { checkoutPath, getBought, readQuery } from './bought';

// Asked before anything of the page is sent, so that what is not there gets a 404, and an order that is
// paid leads to its page, before there is a skeleton. A layout is not told the address's query:
// middleware hands it on. The page's own look is the guard.
export default async function CheckoutLayout({ children }: { children: ReactNode }) {
  const asked = (await headers()).get(ASKED_QUERY_HEADER) ?? '';
  const query = readQuery(Object.fromEntries(new URLSearchParams(asked)));
  const user = await requireUser(checkoutPath(query));
  await getBought(user.id, query);
  return whole(children);
}
