import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';
import { getPayLink } from './pay-link';

type Props = { children: ReactNode; params: LayoutProps<'/pay/[token]'>['params'] };

// Asked before anything of the page is sent, so that a link that is nobody's gets a 404 and not a
// skeleton. The page's own look is the guard.
export default async function PayLayout({ children, params }: Props) {
  await getPayLink((await params).token);
  return whole(children);
}
