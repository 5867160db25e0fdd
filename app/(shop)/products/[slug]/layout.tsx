import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';
import { findShopProduct } from '@/lib/shop/read-products';

type Props = { children: ReactNode; params: LayoutProps<'/products/[slug]'>['params'] };

// Asked before anything of the page is sent, so that what is not there gets a 404 and not a skeleton.
// The page asks again: a layout is not drawn anew where somebody goes from one print to another.
export default async function ProductLayout({ children, params }: Props) {
  if (!(await findShopProduct((await params).slug))) notFound();
  return whole(children);
}
