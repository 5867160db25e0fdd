import { Field } from './field';

export const ADDRESS_PREFIX = 'address';

const plain = (name: string, autocomplete: AutoFill, required = true): Field =>
  new Field({ prefix: ADDRESS_PREFIX, name, label: '', autocomplete, required });

/** The Address Element's fields; a country of its own stands between the names and the rest. */
export const addressFields = {
  name: plain('name', 'name'),
  firstName: plain('firstName', 'given-name'),
  lastName: plain('lastName', 'family-name'),
  line1: plain('line1', 'address-line1'),
  line2: plain('line2', 'address-line2', false),
  city: plain('city', 'address-level2'),
  state: plain('state', 'address-level1', false),
  postalCode: plain('postalCode', 'postal-code'),
  phone: new Field({
    prefix: ADDRESS_PREFIX,
    name: 'phone',
    label: '',
    autocomplete: 'tel',
    inputMode: 'tel',
    type: 'tel',
    required: false,
  }),
} as const;

export type AddressKey = keyof typeof addressFields;

/** In the order in which they are read. */
export const addressKeys: readonly AddressKey[] = [
  'name',
  'firstName',
  'lastName',
  'line1',
  'line2',
  'city',
  'state',
  'postalCode',
  'phone',
];
