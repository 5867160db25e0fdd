import { closeDatabase } from '@/lib/database';
import { chargeDueOrders } from '@/lib/orders/preorder/charge-due';

// What the timer of a server does a few times a minute, for which no run has the time.
await chargeDueOrders(Date.now());
await closeDatabase();
