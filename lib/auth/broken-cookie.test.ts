import fc from 'fast-check';
import { decode, encode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import { isBrokenCookie } from './broken-cookie';

/** As the library makes them. */
const ofLibrary = (type: string, err?: Error) =>
  Object.assign(new Error(`Read more at https://errors.authjs.dev#${type}`, { cause: { err } }), {
    type,
  });

const ours = { secret: 'a secret of at least thirty-two characters', salt: 'cookie' };

/** What the library logs for a cookie; null where it takes it. */
const faultOf = (token: string) =>
  decode({ ...ours, token }).then(
    () => null,
    (error: unknown) => ofLibrary('JWTSessionError', error as Error),
  );

const part = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.base64String({ maxLength: 40 }),
  fc.constantFrom(
    ...[
      { alg: 'dir', enc: 'A256CBC-HS512' },
      { alg: 'dir', enc: 'none' },
      { alg: 'none' },
      [],
      1,
    ].map((header) => Buffer.from(JSON.stringify(header)).toString('base64url')),
  ),
);
const junk = fc.oneof(
  fc.string({ minLength: 1, maxLength: 100, unit: 'binary' }),
  fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('.') || '.'),
);

describe('a broken cookie is no error', () => {
  it('whatever it is made of', () =>
    fc.assert(
      fc.asyncProperty(junk, async (token) => {
        const fault = await faultOf(token);
        expect(fault === null || isBrokenCookie(fault), String(fault?.cause)).toBe(true);
      }),
      { numRuns: 300 },
    ));

  it('of another secret, or changed', async () => {
    const theirs = await encode({ ...ours, secret: 'x'.repeat(32), token: { sub: 'me' } });
    const changed = `${(await encode({ ...ours, token: { sub: 'me' } })).slice(0, -4)}AAAA`;
    const over = await encode({ ...ours, token: { sub: 'me' }, maxAge: -100 });
    for (const token of [theirs, changed, over]) {
      const fault = await faultOf(token);
      expect(fault !== null && isBrokenCookie(fault), String(fault?.cause)).toBe(true);
    }
  });

  it('of a sign-in that was left', () => {
    expect(isBrokenCookie(ofLibrary('InvalidCheck'))).toBe(true);
  });

  it('but a database that does not answer is one', () => {
    expect(isBrokenCookie(ofLibrary('JWTSessionError', new Error('the query failed')))).toBe(false);
    expect(isBrokenCookie(new Error('no matching decryption secret'))).toBe(false);
  });
});
