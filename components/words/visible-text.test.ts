import { expect, it } from 'vitest';
import { visibleText } from './visible-text';

it.each([
  ['a\0b', 'a\\u0000b'],
  ['\uD800!', '\\ud800!'],
  ['moc.\u202Eelpmaxe', 'moc.\\u202eelpmaxe'],
  ['one\ntwo', 'one\\u000atwo'],
  ['Käthe 岩田 \u{1F5BC}', 'Käthe 岩田 \u{1F5BC}'],
])('%j is shown as %j', (text, shown) => expect(visibleText(text)).toBe(shown));

it('keeps the lines of what is laid out in lines', () =>
  expect(visibleText('{\n  "a": "\u202E"\n}', true)).toBe('{\n  "a": "\\u202e"\n}'));
