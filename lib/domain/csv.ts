/** What a CSV file begins with, so that Excel takes it for UTF-8: without it "Käthe" is "KÃ¤the". */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What is left out or cut off by one program or another before it looks for a formula: spaces, line
 * ends, what has no width, what is no character at all, quotes and apostrophes.
 */
const SKIPPED = '[\\p{Z}\\p{C}\\p{Default_Ignorable_Code_Point}"\'`\\u2018\\u2019\\u201C\\u201D]';

/**
 * What a spreadsheet takes for a formula when a cell begins with it, or an import that cuts off a
 * tab or a line end. Source: OWASP, CSV Injection.
 */
const FORMULA = new RegExp(`^(?:[\\t\\r\\n]|${SKIPPED}*[=+\\-@])`, 'u');

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Whether a spreadsheet may run a cell as a formula, whatever stands before it. Full-width, small
 * and raised signs count as the plain ones, as some versions read them: NFKC makes them so.
 */
export const couldBeFormula = (value: string): boolean => FORMULA.test(value.normalize('NFKC'));

/**
 * One record of a CSV file (RFC 4180), its line end included. A value that a spreadsheet could run
 * as a formula gets an apostrophe in front: what a buyer typed must not act on the merchant's desk.
 */
export const csvRecord = (values: readonly string[]): string =>
  `${values.map(csvValue).join(',')}\r\n`;

function csvValue(value: string): string {
  const isGuarded = couldBeFormula(value);
  const text = isGuarded ? `'${value}` : value;
  // Within quotes no program cuts at another separator, and begins a cell behind the apostrophe.
  return isGuarded || NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
