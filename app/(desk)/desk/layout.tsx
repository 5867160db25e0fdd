import type { ReactNode } from 'react';
import { DeskNav } from '@/components/desk/frame/desk-nav';
import { Proving } from '@/components/desk/deeds/proving';
import { requireStaff } from '@/lib/auth/session';
import { proveAgain } from '../../(auth)/actions';
import { whole } from '@/components/ui/said';

// Asked before anything of a page is sent, so that a buyer gets a 404 and not a skeleton.
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff('/desk');
  return (
    <div className="-mt-6 grid grid-cols-[minmax(0,1fr)] gap-8 sm:-mt-10">
      <DeskNav />
      <Proving prove={proveAgain.bind(null, staff.id)}>{whole(children)}</Proving>
    </div>
  );
}
