import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { POST } from '@/app/api/csp-reports/route';
import { database } from '../database';
import { readHealth } from '../desk/read-health';
import { env } from '../env';
import { openShop, type Shop } from '../testing/shop';
import { WRITTEN_A_MINUTE, takePageReports } from './take-page-reports';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const report = (blocked: string) =>
  JSON.stringify({
    'csp-report': {
      'document-uri': `${env().appUrl}/checkout?product=tideline`,
      'effective-directive': 'script-src-elem',
      'blocked-uri': blocked,
    },
  });
const request = (body: BodyInit) =>
  new Request(`${env().appUrl}/api/csp-reports`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/csp-report' },
  });
const statusOf = async (body: BodyInit) => (await POST(request(body))).status;
const kinds = async () => (await readHealth()).pageReports;

describe('what a browser reports', () => {
  it('is counted, and stands under Health', async () => {
    expect(await statusOf(report('https://elsewhere.example/x.js?token=1'))).toBe(204);
    expect(await statusOf(report('https://elsewhere.example/y.js'))).toBe(204);
    expect(await kinds()).toMatchObject([
      {
        directive: 'script-src-elem',
        blocked: 'https://elsewhere.example',
        page: '/checkout',
        count: 2,
      },
    ]);
  });

  it.each([
    ['nothing', '', 400],
    ['no JSON', '{"csp-report":', 400],
    ['JSON that is no report', '{"csp-report":{}}', 400],
    ['bytes', new Uint8Array([0, 255, 254]), 400],
    ['deep JSON', '['.repeat(15_000) + ']'.repeat(15_000), 204],
    ['a list of other things', '[{"type":"deprecation"}]', 204],
    ['too much', 'x'.repeat(40_000), 413],
  ])('is refused or passed over, and never a fault of ours: %s', async (_what, body, status) => {
    const before = await kinds();
    expect(await statusOf(body)).toBe(status);
    expect(await kinds()).toEqual(before);
  });

  it('is written down so often in a minute, and all of it is answered', async () => {
    const at = Date.now() + 60 * 60_000;
    const take = (number: number, now: number) =>
      takePageReports(request(report(`https://flood-${number}.example`)), now);
    const answers = await Promise.all(Array.from({ length: 80 }, (_, number) => take(number, at)));
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(WRITTEN_A_MINUTE);
    expect(answers.filter((answer) => answer === 'passed_over')).toHaveLength(
      80 - WRITTEN_A_MINUTE,
    );
    expect(await take(100, at + 60_000)).toBe('taken');
  });

  it('is answered where the database is gone', async () => {
    const transaction = vi.spyOn(database(), 'transaction');
    transaction.mockRejectedValue(new Error('the database is gone'));
    expect(await takePageReports(request(report('inline')), Date.now() + 120 * 60_000)).toBe(
      'taken',
    );
    expect(transaction).toHaveBeenCalled();
  });
});
