/** What a query that failed throws, for tests of what is told of it. */
export { DrizzleQueryError } from 'drizzle-orm/errors';
