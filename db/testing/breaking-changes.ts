type Column = { type: string; notNull: boolean; default?: unknown };
type Table = {
  columns: Record<string, Column>;
  indexes: Record<string, { isUnique: boolean; columns: unknown }>;
  uniqueConstraints: Record<string, unknown>;
  checkConstraints: Record<string, unknown>;
  foreignKeys: Record<string, unknown>;
};

/** The schema as a migration left it: what drizzle-kit writes beside each, for both engines. */
export type Snapshot = { tables: Record<string, Table> };

/**
 * What a migration takes from servers of the release before, which go on working beside it: one
 * sentence each. They still read and write every column that they know, name none that is new, and
 * lean on the unique indexes that they know of.
 */
export const breakingChanges = (before: Snapshot, after: Snapshot): string[] =>
  Object.entries(before.tables).flatMap(([name, old]) => {
    const table = after.tables[name];
    return table ? ofTable(name, old, table) : [`table ${name} is gone`];
  });

function ofTable(name: string, before: Table, after: Table): string[] {
  return [
    ...Object.entries(before.columns).flatMap(([column, old]) =>
      ofColumn(`${name}.${column}`, old, after.columns[column]),
    ),
    ...Object.entries(after.columns)
      .filter(([column]) => !(column in before.columns))
      .filter(([, { notNull, ...column }]) => notNull && column.default === undefined)
      .map(([column]) => `${name}.${column} is new, and must be given`),
    ...ofRules(name, 'unique index', uniqueIndexes(before), uniqueIndexes(after), before),
    ...ofRules(name, 'unique', before.uniqueConstraints, after.uniqueConstraints, before),
    ...ofRules(name, 'check', before.checkConstraints, after.checkConstraints, before),
    ...ofRules(name, 'reference', before.foreignKeys, after.foreignKeys, before),
  ];
}

function ofColumn(name: string, before: Column, after: Column | undefined): string[] {
  if (!after) return [`${name} is gone`];
  const faults: string[] = [];
  if (after.type !== before.type) faults.push(`${name} was ${before.type}, and is ${after.type}`);
  if (after.notNull && !before.notNull) faults.push(`${name} could be empty, and must be given`);
  if (before.default !== undefined && after.default === undefined && after.notNull) {
    faults.push(`${name} has lost its default`);
  }
  return faults;
}

const uniqueIndexes = ({ indexes }: Table) =>
  Object.fromEntries(Object.entries(indexes).filter(([, { isUnique }]) => isUnique));

/** A rule that is gone or another one; and a new one over what the old server writes. */
function ofRules(
  table: string,
  kind: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  { columns }: Table,
): string[] {
  const isSame = (name: string) => JSON.stringify(before[name]) === JSON.stringify(after[name]);
  const changed = Object.keys(before).filter((name) => !isSame(name));
  const added = Object.keys(after).filter((name) => !(name in before));
  const overOld = added.filter((name) => {
    const text = JSON.stringify(after[name]);
    const named = Object.keys(columns).filter((column) => new RegExp(`\\b${column}\\b`).test(text));
    // One that names a new column says nothing to those who leave it empty.
    return named.length > 0 && !namesNew(after[name], columns);
  });
  return [
    ...changed.map((name) => `${kind} ${name} of ${table} is gone or another one`),
    ...overOld.map((name) => `${kind} ${name} of ${table} is new, over what is written already`),
  ];
}

/** Whether a rule's own columns are all known, as both engines write them down. */
function namesNew(rule: unknown, known: Record<string, unknown>): boolean {
  const listed = rule as { columns?: unknown[]; columnsFrom?: unknown[] };
  const columns = (listed.columnsFrom ?? listed.columns ?? []).map((column) =>
    typeof column === 'string' ? column : (column as { expression: string }).expression,
  );
  return columns.some((column) => !(column in known));
}
