import type { ReactNode } from 'react';
import { DeskNav } from '@/components/desk/desk-nav';
import { requireStaff } from '@/lib/auth/session';
import { whole } from '@/components/ui/said';

// Asked before anything of a page is sent, so that a buyer gets a 404 and not a skeleton.
export default async function DeskLayout({ children }: { children: ReactNode }) {
  await requireStaff('/desk');
  return (
    <div className="-mt-6 grid grid-cols-[minmax(0,1fr)] gap-8 sm:-mt-10">
      <DeskNav />
      {whole(children)}
    </div>
  );
}
