import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';
import { requireStaff } from '@/lib/auth/session';
import { isEvent } from '@/lib/desk/is-there';

type Props = { children: ReactNode; params: LayoutProps<'/desk/inbox/[eventId]'>['params'] };

// Asked before anything of the page is sent, so that what is not there gets a 404 and not a skeleton.
// The page's own look is the guard.
export default async function DeskEventLayout({ children, params }: Props) {
  const { eventId } = await params;
  await requireStaff('/desk/inbox');
  if (!(await isEvent(eventId))) notFound();
  return whole(children);
}
