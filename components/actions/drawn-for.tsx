'use client';

import { useRouter } from 'next/navigation';
import { createContext, use, useEffect } from 'react';
import type { ReactNode } from 'react';

/** Undefined around the outermost page, null for nobody who is signed in. */
const Person = createContext<string | null | undefined>(undefined);

type DrawnForProps = {
  /** The id of who is signed in as this is drawn; null for nobody. */
  person: string | null;
  children: ReactNode;
};

/**
 * Says for whom a page was drawn. The frame around pages says it for itself, and stays while pages
 * change: where another person has signed in at this browser meanwhile, it is drawn anew, or their
 * page would stand below somebody else's name.
 */
export function DrawnFor({ person, children }: DrawnForProps) {
  const router = useRouter();
  const around = use(Person);
  useEffect(() => {
    if (around !== undefined && around !== person) router.refresh();
  }, [around, person, router]);
  useEffect(() => {
    // A page that the browser kept whole, and shows again when somebody goes back: whoever it was drawn
    // for may have signed out since.
    if (around !== undefined || person === null) return;
    const onShow = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      document.documentElement.hidden = true;
      window.location.reload();
    };
    window.addEventListener('pageshow', onShow);
    return () => window.removeEventListener('pageshow', onShow);
  }, [around, person]);
  return <Person value={person}>{children}</Person>;
}

/** Whom this page was drawn for: what leaves it and comes back says so. Throws for nobody. */
export function usePerson(): string {
  const person = use(Person);
  if (!person) throw new Error('this page was drawn for nobody');
  return person;
}
