import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPageReports } from './read-page-reports';

const APP = 'https://shop.example.com';
const TOKEN = '0192f0c1-secret';

const single = (change: Record<string, unknown> = {}) => ({
  'csp-report': {
    'document-uri': `${APP}/orders/${TOKEN}?payment_intent_client_secret=${TOKEN}#${TOKEN}`,
    'effective-directive': 'script-src-elem',
    'violated-directive': 'script-src-elem',
    'blocked-uri': `https://elsewhere.example/x.js?${TOKEN}`,
    'script-sample': TOKEN,
    ...change,
  },
});
const listed = (body: Record<string, unknown> = {}) => ({
  type: 'csp-violation',
  url: `${APP}/pay/${TOKEN}`,
  body: {
    documentURL: `${APP}/pay/${TOKEN}`,
    effectiveDirective: 'img-src',
    blockedURL: 'data',
    ...body,
  },
});
const read = (json: unknown) => readPageReports(json, APP);

describe('reports of what a page was not allowed', () => {
  it('are read as both kinds of browsers send them, without anything of a buyer’s', () => {
    expect(read(single())).toEqual([
      { directive: 'script-src-elem', blocked: 'https://elsewhere.example', page: '/orders/…' },
    ]);
    expect(read([listed(), { type: 'deprecation', body: {} }, listed()])).toEqual([
      { directive: 'img-src', blocked: 'data', page: '/pay/…' },
      { directive: 'img-src', blocked: 'data', page: '/pay/…' },
    ]);
  });

  it.each([
    ['inline', 'inline'],
    ['chrome-extension://abc/x.js', 'chrome-extension:'],
    ['wss://elsewhere.example:99/x', 'wss://elsewhere.example:99'],
    ['', 'other'],
    [`https://${'x'.repeat(3_000)}.example`, 'other'],
  ])('name what was blocked: "%s"', (blocked, told) =>
    expect(read(single({ 'blocked-uri': blocked }))).toMatchObject([{ blocked: told }]),
  );

  it.each([
    ['of another site', { 'document-uri': 'https://elsewhere.example/' }],
    ['of no address', { 'document-uri': 'about' }],
    ['of no directive', { 'effective-directive': 'x'.repeat(100) }],
  ])('are left out: %s', (_what, change) => expect(read(single(change))).toEqual([]));

  it('are bounded, whatever is sent', () =>
    fc.assert(
      fc.property(
        fc.anything(),
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        fc.string({ maxLength: 5_000 }),
        (junk, url, blocked) => {
          read(junk);
          read([junk, listed({ blockedURL: blocked }), listed({ documentURL: junk })]);
          const { pathname } = new URL(url);
          for (const report of read(single({ 'document-uri': APP + pathname })) ?? []) {
            expect(report.page.length).toBeLessThan(25);
            expect(report.blocked.length).toBeLessThan(300);
          }
          expect((read(Array(500).fill(listed())) ?? []).length).toBeLessThanOrEqual(10);
        },
      ),
      { numRuns: 100 },
    ));

  it('are none where it is something else', () => {
    for (const json of [null, 1, 'x', {}, { 'csp-report': 1 }]) expect(read(json)).toBeNull();
  });
});
