import { Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { expect, it } from 'vitest';
import { wholeText } from './whole-text.mjs';

const FILE = 'sample.tsx';

// No library and no React: the rule asks for the types of what is declared here, and for no others.
const start = `
type ReactNode = string | number | boolean | { key: string } | null | undefined;
declare const price: string, count: number, on: boolean, node: ReactNode;
declare const whole: (content: ReactNode) => ReactNode;
`;

/** A program of one file that is nowhere on disk. */
function programOf(code) {
  const source = ts.createSourceFile(FILE, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const host = {
    ...ts.createCompilerHost({}),
    getSourceFile: (name) => (name === FILE ? source : undefined),
    fileExists: (name) => name === FILE,
  };
  return ts.createProgram([FILE], { noLib: true, strict: true, jsx: ts.JsxEmit.Preserve }, host);
}

/** Those of the samples that the rule finds fault with. */
function faultsIn(samples) {
  const code = start + samples.map((jsx, at) => `export const x${at} = () => ${jsx};`).join('\n');
  const config = {
    files: ['**/*.tsx'],
    languageOptions: { parser: tseslint.parser, parserOptions: { programs: [programOf(code)] } },
    plugins: { cardkeep: { rules: { 'whole-text': wholeText } } },
    rules: { 'cardkeep/whole-text': 'error' },
  };
  const first = start.split('\n').length;
  const found = new Linter().verify(code, config, FILE);
  return new Set(found.map(({ line, message }) => samples[line - first] ?? message));
}

const wrong = [
  '<p>Pay {price}</p>',
  '<p>{price}{on ? <b>!</b> : null}</p>',
  '<p>{count}<b>!</b></p>',
  '<p>{node}<b>!</b></p>',
  '<><b>!</b>{on ? price : null}</>',
  '<p><b>!</b>{on ? <b>?</b> : price}</p>',
];
const right = [
  '<p>{price}</p>',
  '<p>{`Pay ${price}`}</p>',
  "<p>{on ? price : 'nothing'}</p>",
  '<p><b>Pay</b>{" "}<b>{price}</b></p>',
  '<p>{whole(node)}<b>!</b></p>',
  '<p>{on ? whole(node) : null}<b>!</b></p>',
  '<p>{on ? <b>!</b> : null}<b>{price}</b></p>',
];

it('finds text beside other children, and leaves text alone that is alone', () =>
  expect(faultsIn([...wrong, ...right])).toEqual(new Set(wrong)));

it('finds a component that is nothing but text', () =>
  expect(faultsIn(['null; export function Sum() { return price; }'])).toHaveProperty('size', 1));
