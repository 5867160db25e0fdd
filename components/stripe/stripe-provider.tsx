'use client';

import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { SavedFor } from '@/lib/domain/card';
import type { StripeSettings } from './load-stripe';

const Settings = createContext<StripeSettings | null>(null);
const Saving = createContext<SavedFor | null>(null);

/** Says which Stripe the pages below use. Nothing is loaded until one of them needs it. */
export function StripeProvider({
  publishableKey,
  localUrl,
  savedFor,
  children,
}: StripeSettings & { savedFor: SavedFor; children: ReactNode }) {
  return (
    <Settings value={{ publishableKey, localUrl }}>
      <Saving value={savedFor}>{children}</Saving>
    </Settings>
  );
}

/** What cards are saved for in this shop: what is agreed to says so. */
export function useSavedFor(): SavedFor {
  const savedFor = useContext(Saving);
  if (!savedFor) throw new Error('no StripeProvider above');
  return savedFor;
}

export function useStripeSettings(): StripeSettings {
  const settings = useContext(Settings);
  if (!settings) throw new Error('no StripeProvider above');
  return settings;
}
