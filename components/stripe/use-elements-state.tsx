'use client';

import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { STRIPE_JS_WAIT_MS } from './load-stripe';

/** `failed` may still become `ready`: what comes late is shown all the same. */
export type CardFormState = 'loading' | 'ready' | 'failed';

type Report = (element: string, state: CardFormState) => void;

const Reports = createContext<Report>(() => undefined);
const Form = createContext<CardFormState>('loading');

/** How far the form is in which this component stands. */
export const useCardFormState = (): CardFormState => useContext(Form);

/** What an element of Stripe's tells its form: mounted, there, or not to be had. */
export function useElementReport(element: string) {
  const report = useContext(Reports);
  useEffect(() => report(element, 'loading'), [report, element]);
  return useMemo(
    () => ({
      onReady: () => report(element, 'ready'),
      onLoadError: () => report(element, 'failed'),
    }),
    [report, element],
  );
}

/** Puts together what the elements of one form tell, and gives up waiting when it has taken too long. */
export function useElementsState(hasFailed: boolean) {
  const [states, setStates] = useState<Readonly<Record<string, CardFormState>>>({});
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setIsLate(true), STRIPE_JS_WAIT_MS);
    return () => window.clearTimeout(timer);
  }, []);
  const report = useMemo<Report>(
    () => (element, state) => setStates((before) => ({ ...before, [element]: state })),
    [],
  );

  const all = Object.values(states);
  const isReady = all.length > 0 && all.every((state) => state === 'ready');
  const isBroken = hasFailed || all.includes('failed');
  const state: CardFormState = isReady ? 'ready' : isBroken || isLate ? 'failed' : 'loading';
  return { state, report };
}

export function ElementsState({
  state,
  report,
  children,
}: {
  state: CardFormState;
  report: Report;
  children: React.ReactNode;
}) {
  return (
    <Reports value={report}>
      <Form value={state}>{children}</Form>
    </Reports>
  );
}
