import { existsSync } from 'node:fs';

/** The database that the app would open: from the environment, or from `.env` as `npm start` reads it. */
export function databaseUrl(): string {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env.DATABASE_URL || 'file:.data/cardkeep.db';
}
