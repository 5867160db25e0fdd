import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecord } from './csv';

/** A reader by RFC 4180's grammar: quoted fields may hold anything, and a doubled quote is one. */
function read(record: string): string[] {
  const fields: string[] = [];
  let rest = record;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const plain = /^[^",\r\n]*/.exec(rest);
    const raw = quoted?.[0] ?? plain?.[0] ?? '';
    fields.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : raw);
    rest = rest.slice(raw.length);
    if (rest === '\r\n') return fields;
    if (!rest.startsWith(',')) throw new Error(`not CSV: ${JSON.stringify(record)}`);
    rest = rest.slice(1);
  }
}

/** Any string at all, halves of surrogate pairs included. */
const anyText = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff)), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

describe('a record of CSV', () => {
  it.each([
    [['a', 'b'], 'a,b\r\n'],
    [['', ''], ',\r\n'],
    [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"\r\n'],
    [['=1+1', '+1', '-1', '@SUM(A1)'], `"'=1+1","'+1","'-1","'@SUM(A1)"\r\n`],
    [['\tx', '\rx', '\nx'], `"'\tx","'\rx","'\nx"\r\n`],
    [['=HYPERLINK("http://x","y")'], `"'=HYPERLINK(""http://x"",""y"")"\r\n`],
    [[' =1', '\uFEFF=1', '"=1', "'=1"], `"' =1","'\uFEFF=1","'""=1","''=1"\r\n`],
    [['＝1', '＋1', '－1', '＠A'], `"'＝1","'＋1","'－1","'＠A"\r\n`],
    // Only at the beginning does it make a formula.
    [['a=b', '48.00', 'ada+tag@example.com'], 'a=b,48.00,ada+tag@example.com\r\n'],
    [['Käthe', '岩 田', ' x', '"quoted"'], 'Käthe,岩 田, x,"""quoted"""\r\n'],
  ])('%j', (values, record) => expect(csvRecord(values)).toBe(record));

  it('is read back as it was written, but for the guard', () =>
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1 }), (values) => {
        const back = read(csvRecord(values));
        const isKept = (value: string, at: number) =>
          back[at] === value || back[at] === `'${value}`;
        return back.length === values.length && values.every(isKept);
      }),
    ));

  // What may stand before a formula, one by one, so that it is said here and not by the rule itself.
  const before = fc.array(
    fc.constantFrom(
      ...[' ', '\t', '\r', '\n', '\r\n', '\0', '\v', '\f', '\u0085', '\u00A0', '\u3000', '\u2028'],
      ...['\uFEFF', '\u200B', '\u200E', '\u202E', '\u2060', '\u00AD', '\uD800', '\uFFFE'],
      ...['"', "'", '\u2019', '\u201C', '＂', '＇'],
    ),
    { maxLength: 6 },
  );
  const signs = fc.constantFrom(...'=+-@', ...'＝＋－＠', ...'﹦﹢﹣﹫');

  it('never begins a cell with what could be a formula', () =>
    fc.assert(
      fc.property(before, signs, anyText, (things, sign, rest) => {
        const value = things.join('') + sign + rest;
        expect(csvRecord(['x', value])).toBe(`x,"'${value.replaceAll('"', '""')}"\r\n`);
      }),
    ));
});
