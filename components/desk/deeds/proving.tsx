'use client';

import { createContext, use, type ReactNode } from 'react';
import type { Action } from '@/components/actions/ask';

export type ProveAction = Action<{ password: string }>;

const Prove = createContext<ProveAction | null>(null);

/** Gives every dialog of the desk the way to prove who one is. */
export function Proving({ prove, children }: { prove: ProveAction; children: ReactNode }) {
  return <Prove value={prove}>{children}</Prove>;
}

export function useProve(): ProveAction {
  const prove = use(Prove);
  if (!prove) throw new Error('nobody can prove who they are here');
  return prove;
}
