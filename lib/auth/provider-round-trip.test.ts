import { ResponseCookies } from 'next/dist/compiled/@edge-runtime/cookies';
import { describe, expect, it } from 'vitest';
import { takeSettings } from '../testing/settings';
import { isWhoLeft, NOBODY, rememberWhoLeaves } from './provider-round-trip';

takeSettings();

const ada = { id: '00000000-0000-7000-8000-00000000000a' };
const ben = { id: '00000000-0000-7000-8000-00000000000b' };

function jarOf(left: string | null): ResponseCookies {
  const jar = new ResponseCookies(new Headers());
  if (left !== null) rememberWhoLeaves(jar, left);
  return jar;
}

describe('who comes back from a provider', () => {
  it.each([
    ['Ada, who left', ada.id, ada, true],
    ['nobody signed in, who left so', NOBODY, null, true],
    ['Ben, where Ada left', ada.id, ben, false],
    ['Ben, where somebody left who was signed out', NOBODY, ben, false],
    ['nobody signed in, where Ada left', ada.id, null, false],
    ['Ada, where nobody is known to have left', null, ada, false],
    ['nobody, where nobody is known to have left', null, null, false],
  ])('%s', (_who, left, signedIn, isSame) => expect(isWhoLeft(jarOf(left), signedIn)).toBe(isSame));

  it('comes back once', () => {
    const jar = jarOf(ada.id);
    expect(isWhoLeft(jar, ada)).toBe(true);
    expect(isWhoLeft(jar, ada)).toBe(false);
  });
});
