import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReply } from './action-call';
import { LARGEST_BODY, readBrought } from './body-fault';

const { encodeReply } = createRequire(import.meta.url)(
  'next/dist/compiled/react-server-dom-turbopack/client.node',
) as { encodeReply: (args: unknown[]) => Promise<string | FormData> };

const ADDRESS = 'http://127.0.0.1:3000/sign-in';

type Sent = { body: BodyInit; type?: string; action?: boolean; length?: number };

const faultOf = async ({ body, type, action = false, length }: Sent) => {
  const headers = new Headers();
  if (type !== undefined) headers.set('content-type', type);
  if (action) headers.set('next-action', '40aa');
  if (length !== undefined) headers.set('content-length', String(length));
  const init = { method: 'POST', headers, body, duplex: 'half' };
  return (await readBrought(new Request(ADDRESS, init))).fault;
};

const called = (body: string) => faultOf({ body, type: 'text/plain;charset=UTF-8', action: true });

const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const formOf = (...parts: string[]) => `${parts.join('')}--x--\r\n`;
const FORM_TYPE = 'multipart/form-data; boundary=x';

describe('a call of an action', () => {
  it('is read however React writes it, whatever stands in it', async () => {
    const input = fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constant(undefined)), {
      noNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), input, async (drawnFor, given) => {
        const written = await encodeReply([drawnFor, given]);
        expect(typeof written).toBe('string');
        expect(isReply(written as string)).toBe(true);
      }),
      // Each is React's whole work, of which development's build does more than a page's.
      { numRuns: 40 },
    );
  });

  it('is read with a form in it, and with texts that begin like a mark', async () => {
    const form = new FormData();
    form.set('next', '$F1');
    const written = (await encodeReply(['person', '$@1', '$', NaN, form])) as FormData;
    expect(await faultOf({ body: written, action: true })).toBeNull();
  });

  it.each([
    ['no arguments', '', '{', '[', 'null', '"text"', '{}', '7', '\0', '["a"'],
    [
      'marks that no page writes',
      '["$F1"]',
      '["$@1"]',
      '["$h1"]',
      '["$Q1"]',
      '["$W1"]',
      '["$B1"]',
      '["$R1"]',
      '["$i1"]',
    ],
    [
      'references that lead nowhere',
      '["$1"]',
      '["$0:0"]',
      '["$A1"]',
      '[{"a":["$F1"]}]',
      `["$n${'9'.repeat(500)}"]`,
      '["$D"]',
    ],
    [
      'more than is read',
      '['.repeat(100_000),
      `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      `[${'1,'.repeat(2000)}1]`,
    ],
  ])('that cannot be read is 400: %s', async (_, ...bodies) => {
    for (const body of bodies) expect(await called(body), body.slice(0, 40)).toBe(400);
  });
});

describe('a form', () => {
  it.each([
    ['without a boundary', 'multipart/form-data', formOf(part('a', 'b'))],
    ['with an empty one', 'multipart/form-data; boundary=', formOf(part('a', 'b'))],
    ['with another one', 'multipart/form-data; boundary=y', formOf(part('a', 'b'))],
    ['without its end', FORM_TYPE, part('a', 'b')],
    ['cut in a head', FORM_TYPE, '--x\r\nContent-Dispo'],
    ['that is none', FORM_TYPE, 'a=b'],
    ['of nothing', FORM_TYPE, ''],
    ['whose action is no JSON', FORM_TYPE, formOf(part('$ACTION_1:0', '{'))],
    ['whose action has no id', FORM_TYPE, formOf(part('$ACTION_1:0', '{"bound":null}'))],
    [
      'whose arguments are missing',
      FORM_TYPE,
      formOf(part('$ACTION_1:0', '{"id":"a","bound":"$@1"}')),
    ],
    [
      'whose arguments are none',
      FORM_TYPE,
      formOf(part('$ACTION_1:0', '{"id":"a","bound":"$@1"}'), part('$ACTION_1:1', '[')),
    ],
  ])('%s is 400', async (_, type, body) => {
    expect(await faultOf({ body, type })).toBe(400);
    expect(await faultOf({ body, type, action: true })).toBe(400);
  });

  it('that can be read is handed on', async () => {
    const body = formOf(
      part('$ACTION_1:0', '{"id":"a","bound":"$@1"}'),
      part('$ACTION_1:1', '["person","/orders"]'),
      part('q', '$F1'),
    );
    const headers = { 'content-type': FORM_TYPE };
    const { fault, form } = await readBrought(
      new Request(ADDRESS, { method: 'POST', headers, body }),
    );
    expect(fault).toBeNull();
    expect(form?.get('q')).toBe('$F1');
  });
});

describe('a body', () => {
  it.each([
    undefined,
    'text/plain',
    'application/json',
    'application/x-www-form-urlencoded',
    FORM_TYPE,
  ])('that is too large is 413, said beforehand or found out: %s', async (type) => {
    const large = 'x'.repeat(LARGEST_BODY + 1);
    const of = { ...(type && { type }) };
    expect(await faultOf({ body: large, ...of })).toBe(413);
    expect(await faultOf({ body: 'x', length: LARGEST_BODY + 1, ...of })).toBe(413);
    expect(await faultOf({ body: new Blob([large]).stream(), ...of })).toBe(413);
    expect(await faultOf({ body: large, action: true, ...of })).toBe(413);
  });

  it('as large as one may be is read', async () => {
    expect(await called(`["${'x'.repeat(LARGEST_BODY - 4)}"]`)).toBeNull();
  });

  it('that says it is JSON is JSON', async () => {
    for (const type of [
      'application/json',
      'Application/JSON; charset=utf-8',
      'application/a+json',
    ]) {
      expect(await faultOf({ body: '{', type })).toBe(400);
      expect(await faultOf({ body: '{}', type })).toBeNull();
    }
    expect(await faultOf({ body: '{', type: 'text/plain' })).toBeNull();
  });
});
