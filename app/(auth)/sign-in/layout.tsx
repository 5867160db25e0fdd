import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';
import { leadOn } from '../lead-on';

export default async function SignInLayout({ children }: { children: ReactNode }) {
  await leadOn();
  return whole(children);
}
