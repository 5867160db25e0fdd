import { openDatabase } from '../db/client';
import { seed } from '../db/seed';
import { hashPassword } from '../lib/auth/password';
import { databaseUrl } from './database-url';

/** Known to everybody who reads this: only ever for a shop on one's own machine. */
const DEMO_PASSWORD = 'one-click-demo';

const demoPeople = async () => {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return [
    { email: 'demo@cardkeep.test', name: 'Demo Buyer', role: 'buyer' as const, passwordHash },
    { email: 'desk@cardkeep.test', name: 'Demo Desk', role: 'staff' as const, passwordHash },
  ];
};

// The catalog is for every shop; people whose password is public come only where asked for.
const db = openDatabase(databaseUrl());
await seed(db, process.argv.includes('--demo-people') ? await demoPeople() : []);
await db.close();
