import type { ReactNode } from 'react';
import { StripeProvider } from '@/components/stripe/stripe-provider';
import { env } from '@/lib/env';

export default function ShopLayout({ children }: { children: ReactNode }) {
  const { savedCards, stripe } = env();
  const { publishableKey, localUrl } = stripe;
  return (
    <StripeProvider publishableKey={publishableKey} localUrl={localUrl} savedFor={savedCards}>
      {children}
    </StripeProvider>
  );
}
