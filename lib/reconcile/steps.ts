import { expireOrders } from '../orders/expire-orders';
import { lookAtSetups } from '../orders/look-at-setups';
import { lookAtUnpaid } from '../orders/look-at-unpaid';
import { settleRefunds } from '../orders/settle-refunds';
import { settleUnanswered } from '../orders/settle-unanswered';
import { processDueEvents } from '../webhooks/process-due-events';
import { readMissedEvents } from '../webhooks/read-missed-events';
import type { Step } from './step';

/** In this order: what was charged is found out before anything is given up. */
export const steps: readonly Step[] = [
  { name: 'unanswered attempts', run: settleUnanswered },
  { name: 'unanswered refunds', run: settleRefunds },
  { name: 'events to be tried again', run: processDueEvents },
  { name: 'missed events', run: readMissedEvents },
  { name: 'card setups', run: lookAtSetups },
  { name: 'unpaid orders', run: lookAtUnpaid },
  { name: 'expiry', run: expireOrders },
];
