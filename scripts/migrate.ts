import { migrateDatabase } from '../db/migrate';
import { databaseUrl } from './database-url';

await migrateDatabase(databaseUrl());
