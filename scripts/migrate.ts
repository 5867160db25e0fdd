import { migrateDatabase } from '../db/migrate';

await migrateDatabase(process.env.DATABASE_URL ?? 'file:.data/cardkeep.db');
