'use client';

import { createContext, useCallback, useContext, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { whole } from './said';
import { ToastList } from './toast-list';
import type { ShownToast, ToastMessage } from './toast-list';

const Show = createContext<((message: ToastMessage) => void) | null>(null);

/** Words in passing, over what the page shows. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const shown = useRef(0);
  const show = useCallback((message: ToastMessage) => {
    const id = (shown.current += 1);
    setToasts((before) => [{ ...message, id }, ...before]);
  }, []);
  const close = useCallback(
    (id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)),
    [],
  );
  return (
    <Show value={show}>
      {whole(children)}
      <ToastList toasts={toasts} onClose={close} />
    </Show>
  );
}

/** Returns a function that shows a toast, the same one each time. */
export function useToast(): (message: ToastMessage) => void {
  const show = useContext(Show);
  if (!show) throw new Error('a toast outside of <ToastProvider>');
  return show;
}
