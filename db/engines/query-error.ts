/** A statement that the database refused, or never got. It carries no value of it: errors are logged and shown. */
export class QueryError extends Error {
  override name = 'QueryError';
  constructor(
    what: string,
    /** Postgres's code (SQLSTATE), or that of a connection that failed. */
    readonly code: string | null,
  ) {
    super(what);
  }
}

/** Long enough to know which query it was; most of what follows are names of columns. In characters. */
const QUERY_TOLD = 200;

/**
 * Takes out of drizzle's error what may not be told: the parameters, which it puts into its message, and what the
 * driver's says, which quotes rows (`detail: Key (email)=(…) already exists`). What is left names things of the
 * schema only.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof QueryError) return error;
  const { query, cause } = error as { query?: unknown; cause?: unknown };
  // Errors that carry a query are drizzle's; those with a severity are the driver's own.
  const isDrivers = 'severity' in error;
  if (typeof query !== 'string' && !isDrivers) return error;
  const reason = isDrivers ? error : cause;
  const { code, text } = reasonOf(reason);
  const told = typeof query === 'string' ? `: ${query.slice(0, QUERY_TOLD)}` : '';
  const clean = new QueryError(`${text}${told}`, code);
  clean.stack = `${clean.name}: ${clean.message}${framesOf(error)}`;
  return clean;
}

/** What follows the message, which a stack begins with, word for word: a value may look like a place. */
function framesOf({ message, stack = '' }: Error): string {
  const at = stack.indexOf(message);
  return message === '' || at === -1 ? '' : stack.slice(at + message.length);
}

type Reason = { code: string | null; text: string };

function reasonOf(reason: unknown): Reason {
  if (!(reason instanceof Error)) return { code: null, text: 'the query failed' };
  const code = 'code' in reason && typeof reason.code === 'string' ? reason.code : null;
  // Without a severity it never came to Postgres: the connection failed, or the driver could not send a value.
  if (!('severity' in reason)) return { code, text: code ?? reason.name };
  const { table, column, constraint } = reason as unknown as Record<string, string | undefined>;
  const rule = RULES[code ?? ''] ?? 'the query failed';
  const of = [constraint, table, column].filter(Boolean).join(' ');
  return { code, text: `${rule} (${[code, of].filter(Boolean).join(', ')})` };
}

/** Source: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const RULES: Record<string, string> = {
  '23502': 'not-null constraint',
  '23503': 'foreign key constraint',
  '23505': 'unique constraint',
  '23514': 'check constraint',
  '42P01': 'no such table',
};
