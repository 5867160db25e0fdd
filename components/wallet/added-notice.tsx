'use client';

import { useEffect, useRef } from 'react';
import { useToast } from '@/components/ui/toast';

/** Says that a card was saved, and takes the note out of the address: reloading is not news. */
export function AddedNotice() {
  const toast = useToast();
  const isSaid = useRef(false);
  useEffect(() => {
    if (isSaid.current) return;
    isSaid.current = true;
    toast({ title: 'Card saved', description: 'It is offered at checkout from now on.' });
    window.history.replaceState(null, '', '/wallet');
  }, [toast]);
  return null;
}
