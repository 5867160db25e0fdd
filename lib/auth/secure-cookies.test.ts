import { ResponseCookies } from 'next/dist/compiled/@edge-runtime/cookies';
import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { takeSettings } from '../testing/settings';
import { nextAuth } from './next-auth';
import { isWhoLeft, rememberWhoLeaves } from './provider-round-trip';
import { clearSessionCookie } from './session-cookie';

takeSettings({ APP_URL: 'https://shop.example' });

/** As a server action asks next-auth: of an address that is made of what the proxy says of the request. */
const fromProxy = (path: string, headers: Record<string, string>, cookie = '') =>
  nextAuth().handlers.GET(
    new NextRequest(`http://10.0.0.7:3000${path}`, { headers: { ...headers, cookie } }),
  );

describe('a shop that is known by an https address', () => {
  it.each([
    ['http', { 'x-forwarded-proto': 'http' }],
    ['http at another host', { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.example' }],
    ['nothing', {}],
  ])('sets cookies for https only, where its proxy says %s', async (_what, headers) => {
    const answers = [
      await fromProxy('/api/auth/csrf', headers),
      await fromProxy('/api/auth/session', headers, '__Host-authjs.session-token=broken'),
    ];
    const lines = answers.flatMap((answer) => answer.headers.getSetCookie());
    expect(lines.some((line) => line.startsWith('__Host-authjs.session-token='))).toBe(true);
    for (const line of lines) {
      expect(line).toMatch(/^__(Host|Secure)-/);
      expect(line).toMatch(/; Secure/i);
      expect(line).toMatch(/; HttpOnly/i);
    }
  });

  it('does so for its own cookies, also where it takes them away', () => {
    const jar = new ResponseCookies(new Headers());
    rememberWhoLeaves(jar, 'somebody');
    expect(isWhoLeft(jar, { id: 'somebody' })).toBe(true);
    clearSessionCookie(jar);
    const lines = jar.toString().split(/; (?=__)/);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^__Host-.*Path=\/;.*Secure/);
  });
});
