import { openDatabase } from '../db/client';
import { seed } from '../db/seed';
import { hashPassword } from '../lib/auth/password';

/** What the demo prints; for local use only, like everything that this script puts in. */
const DEMO_PASSWORD = 'one-click-demo';

const db = openDatabase(process.env.DATABASE_URL ?? 'file:.data/cardkeep.db');
const passwordHash = await hashPassword(DEMO_PASSWORD);
await seed(db, [
  { email: 'demo@cardkeep.test', name: 'Demo Buyer', role: 'buyer', passwordHash },
  { email: 'desk@cardkeep.test', name: 'Demo Desk', role: 'staff', passwordHash },
]);
await db.close();
