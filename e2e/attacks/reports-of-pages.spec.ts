import { attack, expect, test } from '../fixtures/attack';
import { forEachAtOnce } from '../fixtures/at-once';
import { run } from '../setup/run';

/** As lib/server/take-page-reports.ts has it. */
const WRITTEN_A_MINUTE = 30;

/** More than that, and than two minutes have: the minute may end while they are sent. */
const MANY = run.thorough ? 120 : 65;

const reportOf = (blocked: string) =>
  JSON.stringify({
    'csp-report': {
      'document-uri': `${run.appUrl}/checkout?product=tideline`,
      'effective-directive': 'script-src-elem',
      'blocked-uri': blocked,
    },
  });

const junk = ['', '{', 'null', '[]', '{"csp-report":{}}', '{"csp-report":7}', '[{"type":"csp"}]'];

attack(
  'To fill the desk with reports that no browser made',
  'reports of scripts that nobody has, at once, junk and texts that break things, and one too large: a sample is written down, all is answered, nothing is a fault of ours',
  () => {
    test('so many are written down in a minute', async ({ visit, staff, db }) => {
      const nobody = await visit();
      const send = (data: string) =>
        nobody.post('/api/csp-reports', {
          data,
          headers: { 'content-type': 'application/csp-report' },
        });
      for (const data of [...junk, reportOf('<script>alert(1)</script>\0'), '['.repeat(15_000)]) {
        expect([204, 400], data.slice(0, 40)).toContain((await send(data)).status());
      }
      expect((await send('x'.repeat(40_000))).status()).toBe(413);
      const flood = Array.from({ length: MANY }, (_, n) => `https://flood-${n}.example/x.js`);
      await forEachAtOnce(flood, async (blocked) => {
        expect((await send(reportOf(blocked))).status()).toBe(204);
      });
      const rows = await db.read.select().from(db.read.tables.pageReports);
      const written = rows.filter(({ blocked }) => blocked.includes('flood-'));
      expect(written.length).toBeGreaterThan(0);
      expect(written.length).toBeLessThanOrEqual(2 * WRITTEN_A_MINUTE);
      expect((await (await visit(staff)).get('/desk/health')).status()).toBe(200);
    });
  },
);
