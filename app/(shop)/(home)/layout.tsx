import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';
import { listShopProducts } from '@/lib/shop/read-products';

// Asked before anything of the page is sent: a shop that cannot read what it sells answers with an error,
// and not with a skeleton.
export default async function StorefrontLayout({ children }: { children: ReactNode }) {
  await listShopProducts();
  return whole(children);
}
