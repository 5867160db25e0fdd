type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the changed fields were before, nested as Stripe nests it in `previous_attributes`; null if nothing changed. */
export function previousAttributes(before: object, after: object): Record<string, unknown> | null {
  const previous: Record<string, unknown> = {};
  let changed = false;
  const old = before as Fields;
  const now = after as Fields;
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const a = old[key];
    const b = now[key];
    if (a === b) continue;
    if (isFields(a) && isFields(b) && !('object' in a)) {
      const inner = previousAttributes(a, b);
      if (!inner) continue;
      previous[key] = inner;
    } else if (Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b)) {
      continue;
    } else {
      previous[key] = a ?? null;
    }
    changed = true;
  }
  return changed ? previous : null;
}
