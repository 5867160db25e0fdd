/** The Address Element's frame: a postal address with the fields that most countries share. */
import { faultMessage } from '../core/fault-words';
import type { FrameAnswer, FrameMethod, FrameOptions } from '../core/protocol';
import { likelyRegion } from '../core/region-codes';
import { languageOf, wordsOf, type Fault, type Language } from '../core/words';
import { applyAppearance } from './apply-appearance';
import { openChannel } from './channel';
import { CountryField } from './country-field';
import { Field } from './field';
import { reportFocus } from './focus-events';
import { optionAt } from './option-at';
import { postalCodeFault } from '../core/postal-code';

const root = document.getElementById('root') ?? document.body;
const prefix = 'address';
const plain = (name: string, autocomplete: AutoFill, required = true): Field =>
  new Field({ prefix, name, label: '', autocomplete, required });

const fields = {
  name: plain('name', 'name'),
  line1: plain('line1', 'address-line1'),
  line2: plain('line2', 'address-line2', false),
  city: plain('city', 'address-level2'),
  state: plain('state', 'address-level1', false),
  postalCode: plain('postalCode', 'postal-code'),
  phone: new Field({
    prefix,
    name: 'phone',
    label: '',
    autocomplete: 'tel',
    inputMode: 'tel',
    type: 'tel',
    required: false,
  }),
} as const;
type FieldKey = keyof typeof fields;
const keys: readonly FieldKey[] = [
  'name',
  'line1',
  'line2',
  'city',
  'state',
  'postalCode',
  'phone',
];

let country: CountryField | null = null;
let options: FrameOptions | null = null;

const languageNow = (): Language => languageOf(options?.locale, navigator.language);
const option = (path: string): unknown => optionAt(options?.element ?? {}, path);
const text = (path: string): string => {
  const value = option(`defaultValues.${path}`);
  return typeof value === 'string' ? value : '';
};

const isRequired = (key: FieldKey): boolean => {
  if (key === 'line2' || key === 'state') return false;
  if (key === 'phone') return option('validation.phone.required') === 'always';
  return true;
};

const faultIn = (key: FieldKey): Fault | null => {
  const { root: box, value } = fields[key];
  if (box.hidden) return null;
  const isMissing = value.trim() === '' && isRequired(key);
  const isOdd = key === 'postalCode' && postalCodeFault(value, country?.value ?? '') !== null;
  if (!isMissing && !isOdd) return null;
  const code = key === 'name' ? 'incomplete_name' : isOdd ? 'incomplete_zip' : 'incomplete_address';
  return { code, message: faultMessage(code, languageNow()) };
};

const announce = (): void => {
  const value = (key: FieldKey): string => fields[key].value.trim();
  channel.emit('change', {
    elementMode: option('mode'),
    empty: keys.every((key) => value(key) === ''),
    complete: keys.every((key) => faultIn(key) === null),
    isNewAddress: true,
    value: {
      name: value('name'),
      address: {
        line1: value('line1'),
        line2: value('line2') === '' ? null : value('line2'),
        city: value('city'),
        state: value('state'),
        postal_code: value('postalCode'),
        country: country?.value ?? '',
      },
      ...(fields.phone.root.hidden ? {} : { phone: value('phone') }),
    },
  });
};

const translate = (): void => {
  const words = wordsOf(languageNow());
  const postal = country?.value === 'US' ? words.zip : words.postal;
  for (const key of keys) fields[key].rename(key === 'postalCode' ? postal : words[key], '');
};

const build = (): void => {
  const allowed = option('allowedCountries');
  country = new CountryField(prefix, 'country', Array.isArray(allowed) ? allowed : null);
  const box = document.createElement('div');
  box.className = 'Form Form--address';
  const { name, line1, line2, city, state, postalCode, phone } = fields;
  box.append(name.root, country.root, line1.root, line2.root, city.root);
  box.append(state.root, postalCode.root, phone.root);
  name.root.hidden = option('fields.name') === 'never';
  phone.root.hidden = option('fields.phone') !== 'always';
  name.input.value = text('name');
  phone.input.value = text('phone');
  for (const key of ['line1', 'line2', 'city', 'state'] as const) {
    fields[key].input.value = text(`address.${key}`);
  }
  postalCode.input.value = text('address.postal_code');
  for (const key of keys) {
    fields[key].markState();
    fields[key].input.addEventListener('input', () => {
      fields[key].show(null);
      fields[key].markState();
      announce();
    });
    fields[key].input.addEventListener('blur', () => {
      if (fields[key].value !== '') fields[key].show(faultIn(key));
    });
  }
  country.select.addEventListener('change', () => {
    translate();
    announce();
  });
  root.replaceChildren(box);
};

const apply = (given: FrameOptions): void => {
  const isFirst = options === null;
  options = given;
  applyAppearance(given.appearance);
  document.documentElement.lang = languageNow();
  if (isFirst) build();
  const chosen = isFirst
    ? text('address.country').toUpperCase() || likelyRegion(navigator.language)
    : (country?.value ?? '');
  country?.translate(wordsOf(languageNow()).country, languageNow(), chosen);
  translate();
  if (!isFirst) return;
  channel.emit('ready');
  announce();
};

const submit = (): FrameAnswer => {
  for (const key of keys) fields[key].show(faultIn(key));
  const wrong = keys.find((key) => faultIn(key) !== null);
  const fault = wrong === undefined ? null : faultIn(wrong);
  if (wrong === undefined || !fault) return { ok: true, value: null };
  fields[wrong].input.focus();
  return { ok: false, error: { type: 'validation_error', ...fault } };
};

const call = async (method: FrameMethod): Promise<FrameAnswer> => {
  if (method === 'submit') return submit();
  if (method === 'focus') fields.name.input.focus();
  if (method === 'clear') {
    for (const key of keys) fields[key].input.value = '';
    announce();
  }
  return { ok: true, value: null };
};

reportFocus(() => channel);
const channel = openChannel({ options: apply, call });
