import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressPart, ownIdIn } from './address-part';
import { typedLine } from './text-input';

const line = typedLine({ most: 80, missing: 'missing', tooLong: 'long', unreadable: 'unreadable' });
const codesOf = (text: string) => line.safeParse(text).error?.issues.map(({ message }) => message);
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

describe('a line that a person types', () => {
  it.each([
    'Käthe',
    'Ni\u0303a',
    '岩田 聡',
    'שרה',
    'نگار\u200Cزاده',
    "O'Brien-Łódź",
    '\u{1F469}\u200D\u{1F3A8}',
    '\u2764\uFE0F',
    '7',
    '…',
  ])('%s is taken', (text) => expect(line.parse(` ${text} `)).toBe(text));

  it.each([
    'a\0',
    '\uD800',
    'a\uDFFFb',
    '\u202Emoc',
    'a\nb',
    'a\u2028b',
    '\u2066x',
    'a\u001Bb',
    'a\uFFFF',
  ])('%j is a complaint', (text) => expect(codesOf(text)).toEqual(['unreadable']));

  // What each shows: nothing, a space without a width, a joiner, a mark on no letter, a filler, Braille's blank.
  it.each([
    '\u200B',
    '\u200B \u200B',
    '\u200C\u200D',
    '\u2060\u180E',
    '\u00AD',
    '\u0301',
    '\uFE0F',
    '\u3164',
    '\u115F\u1160',
    '\u2800\u2800',
    '\u{E0041}',
    '\u{E0100}',
    '\u{F0000}',
  ])('%j shows nothing, and is a complaint', (text) =>
    expect(codesOf(text)).toEqual(['unreadable']),
  );

  it('shows something, however much stands around it that does not', () => {
    const hidden = fc.constantFrom('\u200B', '\u200D', '\u2060', '\u00AD', '\u3164', ' ', '\u0301');
    const around = fc.string({ unit: hidden, maxLength: 20 });
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(codesOf(`x${before}`.trim())).toBeUndefined();
        expect(codesOf(`${before}${after}`)).toBeDefined();
      }),
    );
  });

  it('is a line that can be written to anybody, or a complaint', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = line.safeParse(text);
        return !parsed.success || !/[\0-\x1f\x7f]|\p{Cs}/u.test(parsed.data);
      }),
    ));
});

describe('a part of an address', () => {
  it.each([
    '',
    'x',
    '../a',
    '\0',
    '0192f0c1-1111-7222-8333-444455556666\n',
    '%00',
    null,
    undefined,
  ])('%j is no id of ours', (part) => expect(ownIdIn(part)).toBeNull());
  it('is an id where it is one', () => {
    const id = crypto.randomUUID();
    expect(ownIdIn(id)).toBe(id);
  });
  it('is made of any text', () =>
    fc.assert(fc.property(anyText, (text) => /^[\w%.!~*'()-]*$/.test(addressPart(text)))));
});
