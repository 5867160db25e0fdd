/** What a spreadsheet takes for a formula when a cell begins with it. Source: OWASP, CSV Injection. */
const FORMULA = /^[=+\-@\t\r]/;

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One record of a CSV file (RFC 4180), its line end included. A value that a spreadsheet would run
 * as a formula gets an apostrophe in front: what a buyer typed must not act on the merchant's desk.
 */
export const csvRecord = (values: readonly string[]): string =>
  `${values.map(csvValue).join(',')}\r\n`;

function csvValue(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
