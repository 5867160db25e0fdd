/** Which billing details the Payment Element asks for, and which the page promised to bring itself. */

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const addressParts = ['line1', 'line2', 'city', 'state', 'country', 'postal_code'] as const;

const optionNames: Readonly<Record<string, string>> = { postal_code: 'postalCode' };

export interface AskedFields {
  readonly name: boolean;
  readonly country: boolean;
  readonly postalCode: boolean;
  /** Dotted paths in `billing_details` that must come with the confirm call, in Stripe's order. */
  readonly promised: readonly string[];
}

const partsOf = (prefix: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${prefix}${name}`);

const wholeAddress = partsOf('address.', addressParts);

const promisedAddress = (address: unknown): readonly string[] => {
  if (address === 'never') return wholeAddress;
  if (!isRecord(address)) return [];
  return addressParts
    .filter((part) => address[optionNames[part] ?? part] === 'never')
    .map((part) => `address.${part}`);
};

export const askedFields = (elementOptions: Readonly<Record<string, unknown>>): AskedFields => {
  const fields = isRecord(elementOptions.fields) ? elementOptions.fields : {};
  // `fields.card.billingDetails` is the narrower one, so it wins.
  const ofCard = isRecord(fields.card) ? fields.card.billingDetails : undefined;
  const details = ofCard ?? fields.billingDetails ?? 'auto';
  if (details === 'never') {
    return {
      name: false,
      country: false,
      postalCode: false,
      promised: ['name', 'email', 'phone', ...wholeAddress],
    };
  }
  const record = isRecord(details) ? details : {};
  const address = record.address;
  const promised = [
    ...(['name', 'email', 'phone'] as const).filter((part) => record[part] === 'never'),
    ...promisedAddress(address),
  ];
  // A card needs no address to be charged, so 'if_required' asks for none.
  const asksAddress = address !== 'if_required';
  return {
    name: record.name === 'always',
    country: asksAddress && !promised.includes('address.country'),
    postalCode: asksAddress && !promised.includes('address.postal_code'),
    promised,
  };
};

const valueAt = (details: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), details);

/** The first promised path that did not come along; null counts as "we have none", undefined as forgotten. */
export const missingPromise = (promised: readonly string[], details: unknown): string | null =>
  promised.find((path) => valueAt(details, path) === undefined) ?? null;
