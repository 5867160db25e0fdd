import type { Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { requireUser } from '@/lib/auth/session';
import { readPayLink } from '@/lib/orders/view/read-pay-link';

/**
 * Who is signed in, and what their link is worth, once for a request. Not found where the link is not
 * theirs. Leads to the order's page where that has to go on: with a bank that was asked before the tab
 * was closed, or with an address that it has none of yet.
 */
export const getPayLink = cache(async (token: string) => {
  const user = await requireUser(`/pay/${token}`);
  const link = await readPayLink(user, token);
  if (link.state === 'unknown') notFound();
  const { id, paymentState, goesTo } = link.order;
  if (link.state === 'good' && (paymentState === 'authenticating' || !goesTo)) {
    redirect(`/orders/${id}` as Route);
  }
  return { user, link };
});
