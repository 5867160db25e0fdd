import type { FaultInput } from '@/stripe-local/client';

/** How long the app waits for an answer here, in ms: long enough for a busy machine, short enough to be waited for. */
export const ANSWER_WITHIN_MS = 400;

/** More than any call is repeated. */
const LASTING = 100;

const kinds: readonly Omit<FaultInput, 'route' | 'times'>[] = [
  { kind: 'timeout_before' },
  { kind: 'timeout_after' },
  { kind: 'reset_before' },
  { kind: 'reset_after' },
  { kind: 'cut' },
  { kind: '429' },
  { kind: '500' },
  // Slow, but in time; and so slow that the answer is given up while the effect is still to come.
  { kind: 'latency', ms: ANSWER_WITHIN_MS / 4 },
  { kind: 'latency', ms: ANSWER_WITHIN_MS * 1.5 },
];

export type Fault = Omit<FaultInput, 'route'> & { name: string; times: number };

/** Every kind of fault, once and outliving every retry. */
export const faults: readonly Fault[] = kinds.flatMap((fault) =>
  [1, LASTING].map((times) => ({
    ...fault,
    times,
    name: `${fault.kind}${fault.ms ? ` of ${String(fault.ms)} ms` : ''}, ${times === 1 ? 'once' : 'lasting'}`,
  })),
);
