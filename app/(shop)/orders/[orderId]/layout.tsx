import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';
import { requireUser } from '@/lib/auth/session';
import { ownIdIn } from '@/lib/domain/address-part';
import { findOrderState } from '@/lib/orders/view/read-orders';

type Props = { children: ReactNode; params: LayoutProps<'/orders/[orderId]'>['params'] };

// Asked before anything of the page is sent, so that what is not there gets a 404 and not a skeleton.
// The page's own look is the guard: a request may say that it has the layouts already.
export default async function OrderLayout({ children, params }: Props) {
  const orderId = ownIdIn((await params).orderId);
  if (!orderId) notFound();
  const user = await requireUser(`/orders/${orderId}`);
  if (!(await findOrderState(user.id, orderId))) notFound();
  return whole(children);
}
