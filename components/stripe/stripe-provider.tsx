'use client';

import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { StripeSettings } from './load-stripe';

const Settings = createContext<StripeSettings | null>(null);

/** Says which Stripe the pages below use. Nothing is loaded until one of them needs it. */
export function StripeProvider({
  publishableKey,
  localUrl,
  children,
}: StripeSettings & { children: ReactNode }) {
  return <Settings value={{ publishableKey, localUrl }}>{children}</Settings>;
}

export function useStripeSettings(): StripeSettings {
  const settings = useContext(Settings);
  if (!settings) throw new Error('no StripeProvider above');
  return settings;
}
