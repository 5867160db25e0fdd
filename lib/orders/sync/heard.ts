import type { Attempt } from '@/db/queries/attempts';
import type { Intent } from '@/db/queries/intents';
import type { Order } from '@/db/queries/orders';
import type { IntentReport } from '../../domain/intent';
import type { Outcome } from '../../domain/outcome';

/** Stripe's word on one intent of an order, beside what we knew before it. */
export type Heard = {
  order: Order;
  intent: Intent;
  report: IntentReport;
  /** The intent's attempts. */
  attempts: readonly Attempt[];
  /** Those of all the order's intents. */
  allAttempts: readonly Attempt[];
  /** What the report means for the order and its attempts. */
  outcome: Outcome;
  /** When it is written down, in ms. */
  at: number;
};
