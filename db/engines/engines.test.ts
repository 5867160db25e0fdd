import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Database } from '../database';
import { engines, type Opened } from '../testing/engines';
import { emptyDatabase } from '../testing/rows';
import { addressQueries } from '../testing/suites/addresses';
import { attentionQueries } from '../testing/suites/attention';
import { anyTextRules } from '../testing/suites/any-text';
import { dailySumQueries } from '../testing/suites/daily-sums';
import { deskOrderQueries, deskQueries } from '../testing/suites/desk';
import { deliveryFaultQueries } from '../testing/suites/delivery-faults';
import { disputeQueries, refundQueries } from '../testing/suites/refunds-and-disputes';
import { consentQueries, orderQueries, productQueries } from '../testing/suites/orders';
import { mailQueries, tokenQueries } from '../testing/suites/mail';
import { callQueries, eventQueries } from '../testing/suites/outbox-and-inbox';
import { noValueIsTold } from '../testing/suites/no-values';
import { overdueQueries } from '../testing/suites/overdue';
import { pageReportQueries } from '../testing/suites/page-reports';
import { attemptQueries, intentQueries } from '../testing/suites/payments';
import { cursorQueries, leaseQueries, reconciliationQueries } from '../testing/suites/reconciler';
import { bindingQueries, customerQueries, userQueries } from '../testing/suites/people';
import { sendingQueries } from '../testing/suites/sending';
import { sessionQueries } from '../testing/suites/sessions';
import { personQueries } from '../testing/suites/person';
import { retentionQueries } from '../testing/suites/retention';
import { stockQueries } from '../testing/suites/stock';
import { preorderQueries } from '../testing/suites/preorders';
import { transactionRules } from '../testing/suites/transactions';
import { cardQueries, setupQueries } from '../testing/suites/wallet';

const suites = [
  anyTextRules,
  noValueIsTold,
  transactionRules,
  userQueries,
  sessionQueries,
  customerQueries,
  bindingQueries,
  cardQueries,
  setupQueries,
  addressQueries,
  productQueries,
  orderQueries,
  stockQueries,
  overdueQueries,
  consentQueries,
  intentQueries,
  attemptQueries,
  preorderQueries,
  sendingQueries,
  refundQueries,
  disputeQueries,
  attentionQueries,
  dailySumQueries,
  callQueries,
  eventQueries,
  mailQueries,
  tokenQueries,
  deliveryFaultQueries,
  pageReportQueries,
  leaseQueries,
  cursorQueries,
  reconciliationQueries,
  personQueries,
  retentionQueries,
  deskOrderQueries,
  deskQueries,
];

// One file for both engines: Postgres within the process takes seconds to start and much memory.
describe.each(engines)('on $engine', ({ open }) => {
  let opened: Opened | undefined;
  const db = (): Database => {
    if (!opened) throw new Error('the database is not open');
    return opened.db;
  };
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  beforeEach(() => emptyDatabase(db()));

  for (const suite of suites) suite(db);
});
