/** The Address Element's frame: a postal address with the fields that most countries share. */
import { faultMessage } from '../core/fault-words';
import type { FrameAnswer, FrameMethod, FrameOptions } from '../core/protocol';
import { likelyRegion } from '../core/region-codes';
import { languageOf, wordsOf, type Fault, type Language } from '../core/words';
import {
  ADDRESS_PREFIX,
  addressFields as fields,
  addressKeys as keys,
  type AddressKey,
} from './address-fields';
import { applyAppearance } from './apply-appearance';
import { applyFonts } from './apply-fonts';
import { openChannel } from './channel';
import { CountryField } from './country-field';
import { reportFocus } from './focus-events';
import { optionAt } from './option-at';
import { postalCodeFault } from '../core/postal-code';

const root = document.getElementById('root') ?? document.body;
let country: CountryField | null = null;
let options: FrameOptions | null = null;

const languageNow = (): Language => languageOf(options?.locale, navigator.language);
const option = (path: string): unknown => optionAt(options?.element ?? {}, path);
const text = (path: string): string => {
  const value = option(`defaultValues.${path}`);
  return typeof value === 'string' ? value : '';
};

const isRequired = (key: AddressKey): boolean => {
  if (key === 'line2' || key === 'state') return false;
  if (key === 'phone') return option('validation.phone.required') === 'always';
  return true;
};

const nameFaults: Readonly<Partial<Record<AddressKey, string>>> = {
  name: 'incomplete_name',
  firstName: 'incomplete_first_name',
  lastName: 'incomplete_last_name',
};

const faultIn = (key: AddressKey): Fault | null => {
  const { root: box, value } = fields[key];
  if (box.hidden) return null;
  const isMissing = value.trim() === '' && isRequired(key);
  const isOdd = key === 'postalCode' && postalCodeFault(value, country?.value ?? '') !== null;
  if (!isMissing && !isOdd) return null;
  if (nameFaults[key] !== undefined) {
    return { code: 'incomplete_name', message: faultMessage(nameFaults[key], languageNow()) };
  }
  const code = isOdd ? 'incomplete_zip' : 'incomplete_address';
  return { code, message: faultMessage(code, languageNow()) };
};

const value = (key: AddressKey): string => fields[key].value.trim();

const isSplit = (): boolean => option('display.name') === 'split';

/** Whoever reads only `name` gets a whole one however it was asked for. */
const nameParts = (): Readonly<Record<string, string>> => {
  if (!isSplit()) return { name: value('name') };
  const [firstName, lastName] = [value('firstName'), value('lastName')];
  return { name: `${firstName} ${lastName}`.trim(), firstName, lastName };
};

const announce = (): void => {
  channel.emit('change', {
    elementMode: option('mode'),
    empty: keys.every((key) => fields[key].root.hidden || value(key) === ''),
    complete: keys.every((key) => faultIn(key) === null),
    isNewAddress: true,
    value: {
      ...nameParts(),
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
  if (option('display.name') === 'organization') fields.name.rename(words.organization, '');
};

const shownFields = (): string => keys.filter((key) => !fields[key].root.hidden).join();

/** What is asked for can change with `element.update()`, so it is settled anew each time. */
const arrange = (): void => {
  const asksName = option('fields.name') !== 'never';
  fields.name.root.hidden = !asksName || isSplit();
  fields.firstName.root.hidden = !asksName || !isSplit();
  fields.lastName.root.hidden = !asksName || !isSplit();
  fields.phone.root.hidden = option('fields.phone') !== 'always';
  fields.phone.input.setAttribute('aria-required', String(isRequired('phone')));
  fields.name.input.autocomplete =
    option('display.name') === 'organization' ? 'organization' : 'name';
};

const build = (): void => {
  const allowed = option('allowedCountries');
  country = new CountryField(ADDRESS_PREFIX, 'country', Array.isArray(allowed) ? allowed : null);
  const box = document.createElement('div');
  box.className = 'Form Form--address';
  box.append(...keys.map((key) => fields[key].root));
  fields.line1.root.before(country.root);
  for (const key of ['name', 'firstName', 'lastName', 'phone'] as const) {
    fields[key].input.value = text(key);
  }
  for (const key of ['line1', 'line2', 'city', 'state'] as const) {
    fields[key].input.value = text(`address.${key}`);
  }
  fields.postalCode.input.value = text('address.postal_code');
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
  applyFonts(given.fonts);
  applyAppearance(given.appearance);
  document.documentElement.lang = languageNow();
  if (isFirst) build();
  const asked = shownFields();
  arrange();
  const chosen = isFirst
    ? text('address.country').toUpperCase() || likelyRegion(navigator.language)
    : (country?.value ?? '');
  country?.translate(wordsOf(languageNow()).country, languageNow(), chosen);
  translate();
  if (isFirst) channel.emit('ready');
  // A page that updates the element whenever it hears of a change would go round in circles.
  if (isFirst || shownFields() !== asked) announce();
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
  if (method === 'focus')
    keys
      .map((key) => fields[key])
      .find(({ root: box }) => !box.hidden)
      ?.input.focus();
  if (method === 'clear') {
    for (const key of keys) fields[key].input.value = '';
    announce();
  }
  return { ok: true, value: null };
};

reportFocus(() => channel);
const channel = openChannel({ options: apply, call });
