'use client';

import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { whole } from './said';
import { ToastPlace } from './toast-place';
import type { ShownToast, ToastMessage } from './toast-place';

type Toasts = {
  show: (message: ToastMessage) => void;
  /** Takes away what is shown: a question wants an answer, and nothing may lie over its buttons. */
  clear: () => void;
};

const Shown = createContext<Toasts | null>(null);

/** Words in passing, over what the page shows. One at a time: a newer one takes the place of an older. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<ShownToast | null>(null);
  const shown = useRef(0);
  const toasts = useMemo<Toasts>(
    () => ({
      show: (message) => setToast({ ...message, id: (shown.current += 1) }),
      clear: () => setToast(null),
    }),
    [],
  );
  const close = useCallback((id: number) => setToast((now) => (now?.id === id ? null : now)), []);
  return (
    <Shown value={toasts}>
      {whole(children)}
      <ToastPlace toast={toast} onClose={close} />
    </Shown>
  );
}

/** Returns a function that shows a toast, the same one each time. */
export function useToast(): Toasts['show'] {
  const toasts = useContext(Shown);
  if (!toasts) throw new Error('a toast outside of <ToastProvider>');
  return toasts.show;
}

/** Returns a function that takes away what is shown; where nothing can be, it does nothing. */
export const useClearToasts = (): Toasts['clear'] => useContext(Shown)?.clear ?? nothing;

const nothing = () => undefined;
