import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPasswordInput } from './password-input';

const codesOf = async (text: string) =>
  (await newPasswordInput.safeParseAsync(text)).error?.issues.map(({ message }) => message);

describe('a new password', () => {
  it.each([
    'password123',
    'Password123!',
    'passwordpassword',
    'P@ssw0rd1234',
    'drowssap321',
    '1234567890',
    '12345678910',
    'qwertyuiop',
    '1q2w3e4r5t',
    'zaq12wsxcde3',
    'iloveyou123',
    'letmein1234',
    'aaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghij',
    'administrator',
    'michael1985',
    'changeme123',
    'password 123',
    'cardkeepcardkeep',
    // Other code points for the same characters, and what comes after the first many.
    'ｐａｓｓｗｏｒｄ１２３',
    'password'.repeat(25),
  ])('%s is one that everybody uses', async (text) =>
    expect(await codesOf(text)).toEqual(['password_common']),
  );

  it.each([
    'a print for every wall',
    'another print for every wall',
    'one-click-demo',
    'correct horse battery staple',
    'xkfjwpqmzn',
    'Ångström finds every é',
    '正しい馬の電池ホチキス留め',
  ])('%s is nobody else’s', async (text) => expect(await codesOf(text)).toBeUndefined());

  it('has a length, and is told of it alone', async () => {
    expect(await codesOf('password')).toEqual(['password_too_short']);
    expect(await codesOf('p'.repeat(201))).toEqual(['password_too_long']);
  });

  it('of any characters is taken or complained of', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 220 });
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        const codes = await codesOf(any);
        expect(codes === undefined || codes.length === 1).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
