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

/**
 * Any code point, halves of pairs among them, and often one that means something to a reader. fast-check's own
 * `binary` first builds a table of a million of them, for seconds on a busy machine.
 */
const character = fc.oneof(
  fc.constantFrom(...'",\r\n\t=+-@\''),
  fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
);

describe('a record of CSV', () => {
  it.each([
    [['a', 'b'], 'a,b\r\n'],
    [['', ''], ',\r\n'],
    [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"\r\n'],
    [['=1+1', '+1', '-1', '@SUM(A1)', '\tx'], "'=1+1,'+1,'-1,'@SUM(A1),'\tx\r\n"],
    [['\rx', '=HYPERLINK("http://x","y")'], `"'\rx","'=HYPERLINK(""http://x"",""y"")"\r\n`],
    // Only at the beginning does it make a formula.
    [['a=b', '48.00', 'ada+tag@example.com'], 'a=b,48.00,ada+tag@example.com\r\n'],
  ])('%j', (values, record) => expect(csvRecord(values)).toBe(record));

  it('is read back as it was written, but for the guard', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: character }), { minLength: 1 }), (values) => {
        const back = read(csvRecord(values));
        expect(back.map((value) => value.replace(/^'(?=[=+\-@\t\r])/, ''))).toEqual(
          values.map((value) => value.replace(/^'(?=[=+\-@\t\r])/, '')),
        );
        expect(back.filter((value) => /^[=+\-@\t\r]/.test(value))).toEqual([]);
      }),
    ));
});
