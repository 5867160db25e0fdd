export type FormValue =
  string | number | boolean | null | undefined | FormRecord | readonly FormValue[];
export interface FormRecord {
  readonly [key: string]: FormValue;
}

const append = (target: URLSearchParams, key: string, value: FormValue): void => {
  // Leaving null out keeps "not given" apart from '', which unsets a value at Stripe.
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    value.forEach((item: FormValue, index) => append(target, `${key}[${index}]`, item));
  } else if (typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) append(target, `${key}[${name}]`, item);
  } else {
    target.append(key, String(value));
  }
};

/** Stripe's form encoding: nested names in brackets, arrays by index. */
export const formBody = (record: FormRecord): URLSearchParams => {
  const target = new URLSearchParams();
  for (const [key, value] of Object.entries(record)) append(target, key, value);
  return target;
};
