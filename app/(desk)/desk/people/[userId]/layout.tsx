import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';
import { requireStaff } from '@/lib/auth/session';
import { isPerson } from '@/lib/desk/is-there';
import { ownIdIn } from '@/lib/domain/address-part';

type Props = { children: ReactNode; params: LayoutProps<'/desk/people/[userId]'>['params'] };

// Asked before anything of the page is sent, so that what is not there gets a 404 and not a skeleton.
// The page's own look is the guard.
export default async function DeskPersonLayout({ children, params }: Props) {
  const userId = ownIdIn((await params).userId);
  if (!userId) notFound();
  await requireStaff(`/desk/people/${userId}`);
  if (!(await isPerson(userId))) notFound();
  return whole(children);
}
