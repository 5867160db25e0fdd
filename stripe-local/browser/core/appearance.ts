/** Turns Stripe's Appearance options into custom properties and rules that the frames' style sheet reads. */
import type { Appearance } from '@stripe/stripe-js';

type Variables = Readonly<Record<string, string>>;

const shared: Variables = {
  fontFamily:
    "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans SC', sans-serif",
  fontSizeBase: '16px',
  fontLineHeight: '1.25',
  fontWeightNormal: '400',
  fontWeightMedium: '500',
  spacingUnit: '4px',
  borderRadius: '5px',
  colorPrimary: '#0570de',
  colorBackground: '#ffffff',
  colorText: '#30313d',
  colorTextSecondary: '#5f606b',
  colorTextPlaceholder: '#6d6e78',
  colorDanger: '#d1193c',
  colorBorder: '#dcdde1',
  inputShadow: '0 1px 1px rgb(0 0 0 / 3%), 0 3px 6px rgb(0 0 0 / 2%)',
};

const themes: Readonly<Record<string, Variables>> = {
  stripe: {},
  night: {
    colorPrimary: '#4aa8ff',
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorTextSecondary: '#c4c5cc',
    colorTextPlaceholder: '#a9aab5',
    colorDanger: '#ff8088',
    colorBorder: '#4a4b58',
  },
  flat: {
    colorBackground: '#f1f1f4',
    colorBorder: 'transparent',
    inputShadow: 'none',
    borderRadius: '4px',
  },
  none: { colorBorder: '#8a8b94', inputShadow: 'none', borderRadius: '0' },
};

// Older names of variables are still accepted by Stripe; the sheet reads one name each.
const aliases: Readonly<Record<string, string>> = {
  spacingGridRow: 'gridRowSpacing',
  spacingGridColumn: 'gridColumnSpacing',
  inputColorBorder: 'colorBorder',
  inputBoxShadow: 'inputShadow',
};

export const variablesOf = (appearance: Appearance | undefined): Variables => {
  const theme: string = appearance?.theme ?? 'stripe';
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(appearance?.variables ?? {})) {
    if (typeof value === 'string') given[aliases[name] ?? name] = value;
  }
  return { ...shared, ...(themes[theme] ?? {}), ...given };
};

const customProperty = (name: string): string => `--${name}`;

// `.Input:focus`, `.Tab--selected .TabLabel`, `.Input::placeholder`: class names and states, nothing that
// could close the rule and begin another.
const selectorPattern = /^\.[A-Za-z][\w-]*(?:[.:][\w:-]+)*(?: \.[A-Za-z][\w-]*(?:[.:][\w:-]+)*)*$/;

const cssName = (name: string): string =>
  name.startsWith('-') ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Stripe refuses pixel fetches out of rules; a URL in a rule would tell others that the form was opened. */
const isPlainValue = (value: string): boolean => !/url\(|[;{}<>]/i.test(value);

export const rootRule = (appearance: Appearance | undefined): string => {
  const body = Object.entries(variablesOf(appearance))
    .filter(([name, value]) => /^\w+$/.test(name) && isPlainValue(value))
    .map(([name, value]) => `${customProperty(name)}:${value}`)
    .join(';');
  return `:root{${body}}`;
};

export const appearanceRules = (appearance: Appearance | undefined): readonly string[] =>
  Object.entries(appearance?.rules ?? {})
    .filter(([selector]) => selectorPattern.test(selector))
    .map(([selector, properties]) => {
      const body = Object.entries(properties)
        .filter(
          ([name, value]) => /^-{0,2}[A-Za-z][\w-]*$/.test(name) && isPlainValue(String(value)),
        )
        .map(([name, value]) => `${cssName(name)}:${String(value)}`)
        .join(';');
      return `${selector}{${body}}`;
    });
