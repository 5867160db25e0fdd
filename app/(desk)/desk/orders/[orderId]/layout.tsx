import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';
import { requireStaff } from '@/lib/auth/session';
import { isOrder } from '@/lib/desk/is-there';
import { ownIdIn } from '@/lib/domain/address-part';

type Props = { children: ReactNode; params: LayoutProps<'/desk/orders/[orderId]'>['params'] };

// Asked before anything of the page is sent, so that what is not there gets a 404 and not a skeleton.
// The page's own look is the guard.
export default async function DeskOrderLayout({ children, params }: Props) {
  const orderId = ownIdIn((await params).orderId);
  if (!orderId) notFound();
  await requireStaff(`/desk/orders/${orderId}`);
  if (!(await isOrder(orderId))) notFound();
  return whole(children);
}
