import { hash } from '@node-rs/argon2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPassword, passwordFits } from './password';

const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;
const typed = 'Ångström ﬁnds ｅｖｅｒｙ é';

describe('a password', () => {
  it.each(forms)('fits however it is typed, set as %s', async (set) => {
    const stored = await hashPassword(typed.normalize(set));
    for (const form of forms) expect(await passwordFits(typed.normalize(form), stored)).toBe(true);
  });

  it.each(['NFC', 'NFD'])('fits a hash of the time before, typed as %s then', async (set) => {
    const then = 'Ångström finds every é';
    const stored = await hash(then.normalize(set));
    for (const form of forms) expect(await passwordFits(then.normalize(form), stored)).toBe(true);
  });

  it('fits a hash of the time before as it was typed, in whatever form that was', async () => {
    // Two accents in the order that no form leaves them in, and one composed letter.
    const odd = 'password e\u0301\u0323 \u00e9';
    expect(await passwordFits(odd, await hash(odd))).toBe(true);
  });

  it('does not fit another one, and nothing fits an account without one', async () => {
    const stored = await hashPassword(typed);
    expect(await passwordFits('Angstrom finds every e', stored)).toBe(false);
    expect(await passwordFits(typed, null)).toBe(false);
    expect(await passwordFits('the password of nobody', null)).toBe(false);
  });

  it('of any characters fits itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 10, maxLength: 20 }), async (any) => {
        expect(await passwordFits(any, await hashPassword(any))).toBe(true);
      }),
      { numRuns: 4 },
    );
  });
});
