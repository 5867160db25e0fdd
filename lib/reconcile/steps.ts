import { expireOrders } from './steps/expire-orders';
import { lookAtSetups } from './steps/card-setups';
import { lookAtUnpaid } from './steps/unpaid-orders';
import { lookAtRefunds } from './steps/unanswered-refunds';
import { lookAtUnanswered } from './steps/unanswered-attempts';
import { takeWhatIsOver } from './steps/kept-long-enough';
import { sumUp } from './steps/daily-sums';
import { findLostRecords } from './steps/lost-records';
import { processDueEvents } from './steps/due-events';
import { readMissedEvents } from './steps/missed-events';
import type { Step } from './step';

export const KEPT_LONG_ENOUGH = 'kept long enough';
export const DAILY_SUMS = 'daily sums';

/** Counts that are no news: on a shop that is open there is always something that is over, or came in. */
export const routine: Readonly<Record<string, readonly string[] | 'all'>> = {
  [KEPT_LONG_ENOUGH]: 'all',
  [DAILY_SUMS]: ['added', 'derived'],
};

/** In this order: what was charged is found out before anything is given up. */
export const steps: readonly Step[] = [
  { name: 'lost records', run: findLostRecords },
  { name: 'unanswered attempts', run: lookAtUnanswered },
  { name: 'unanswered refunds', run: lookAtRefunds },
  { name: 'events to be tried again', run: processDueEvents },
  { name: 'missed events', run: readMissedEvents },
  { name: 'card setups', run: lookAtSetups },
  { name: 'unpaid orders', run: lookAtUnpaid },
  { name: 'expiry', run: expireOrders },
  { name: DAILY_SUMS, run: sumUp },
  { name: KEPT_LONG_ENOUGH, run: takeWhatIsOver },
];

/**
 * What a server does before its first request: where the database was put back from a backup,
 * nobody may be charged or given money again for what it does not know.
 */
export const stepsAtStart: readonly Step[] = [
  { name: 'lost records', run: findLostRecords },
  { name: 'missed events', run: readMissedEvents },
];
