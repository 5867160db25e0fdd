import type { ReactNode } from 'react';
import { StripeProvider } from '@/components/stripe/stripe-provider';
import { env } from '@/lib/env';

export default function ShopLayout({ children }: { children: ReactNode }) {
  const { publishableKey, localUrl } = env().stripe;
  return (
    <StripeProvider publishableKey={publishableKey} localUrl={localUrl}>
      {children}
    </StripeProvider>
  );
}
