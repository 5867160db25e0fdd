import type { FormRecord, FormValue } from './form-body';

const isRecord = (value: FormValue): value is FormRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lays `over` on `under`, branch by branch; what `over` does not know stays as it was. */
export const mergeRecords = (under: FormRecord, over: FormRecord): FormRecord => {
  const merged: Record<string, FormValue> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const before = merged[key];
    merged[key] = isRecord(before) && isRecord(value) ? mergeRecords(before, value) : value;
  }
  return merged;
};
