'use client';

import { useSyncExternalStore } from 'react';
import type { Theme } from '@/components/ui/tokens';

const DARK = '(prefers-color-scheme: dark)';

function subscribe(changed: () => void): () => void {
  const system = window.matchMedia(DARK);
  system.addEventListener('change', changed);
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', changed);
    chosen.disconnect();
  };
}

function current(): Theme {
  const { theme } = document.documentElement.dataset;
  if (theme === 'light' || theme === 'dark') return theme;
  return window.matchMedia(DARK).matches ? 'dark' : 'light';
}

/** The theme that globals.css shows: frames cannot see it, so it has to be told to them. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, current, () => 'light');
