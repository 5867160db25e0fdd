import { z } from 'zod';
import type { PageReport } from './page-report';

/** Of what one request brings, so many are looked at. Browsers put those of a minute together. */
const MOST_AT_ONCE = 10;

/** What a policy can refuse. Source: https://www.w3.org/TR/CSP3/#csp-directives */
const DIRECTIVES = new Set([
  ...['default-src', 'script-src', 'script-src-elem', 'script-src-attr', 'style-src'],
  ...['style-src-elem', 'style-src-attr', 'img-src', 'font-src', 'connect-src', 'frame-src'],
  ...['child-src', 'worker-src', 'manifest-src', 'media-src', 'object-src', 'base-uri'],
  ...['form-action', 'frame-ancestors'],
]);

/** What stands where there is no address. Source: https://www.w3.org/TR/CSP3/#violation-resource */
const WITHOUT_ADDRESS = new Set(['inline', 'eval', 'wasm-eval', 'self', 'data', 'blob']);

/** As long as a name of a host can be, with what stands around it. */
const LONGEST_ORIGIN = 270;

const text = z.string().max(4_096);
/** As `report-uri` sends it. */
const single = z.object({
  'csp-report': z.object({
    'document-uri': text,
    'effective-directive': text.optional(),
    'violated-directive': text.optional(),
    'blocked-uri': text.default(''),
  }),
});
/** As `report-to` sends it: among reports of other types. */
const listed = z.object({
  type: z.literal('csp-violation'),
  body: z.object({
    documentURL: text,
    effectiveDirective: text,
    blockedURL: text.nullish(),
  }),
});

/**
 * The reports in what a browser sent, as JSON; null where it is no report at all. Those of pages that are not of
 * `appOrigin` are left out, and those that tell of nothing that a policy knows.
 */
export function readPageReports(json: unknown, appOrigin: string): PageReport[] | null {
  const one = single.safeParse(json);
  if (one.success) {
    const report = one.data['csp-report'];
    const [directive = ''] = (
      report['effective-directive'] ??
      report['violated-directive'] ??
      ''
    ).split(' ');
    return some(reportOf(directive, report['blocked-uri'], report['document-uri'], appOrigin));
  }
  if (!Array.isArray(json)) return null;
  return json.slice(0, MOST_AT_ONCE).flatMap((entry) => {
    const { success, data } = listed.safeParse(entry);
    if (!success) return [];
    const { effectiveDirective, blockedURL, documentURL } = data.body;
    return some(reportOf(effectiveDirective, blockedURL ?? '', documentURL, appOrigin));
  });
}

const some = (report: PageReport | null): PageReport[] => (report ? [report] : []);

function reportOf(
  directive: string,
  blocked: string,
  document: string,
  appOrigin: string,
): PageReport | null {
  if (!DIRECTIVES.has(directive) || !URL.canParse(document)) return null;
  const { origin, pathname } = new URL(document);
  if (origin !== appOrigin) return null;
  return { directive, blocked: blockedOf(blocked), page: pageOf(pathname) };
}

function blockedOf(blocked: string): string {
  if (WITHOUT_ADDRESS.has(blocked)) return blocked;
  if (!URL.canParse(blocked)) return 'other';
  const { origin, protocol } = new URL(blocked);
  // Only of http and its like is there an origin.
  const told = origin === 'null' ? protocol : origin;
  return told.length > LONGEST_ORIGIN ? 'other' : told;
}

/** `/orders/0192…` is `/orders/…`. */
function pageOf(pathname: string): string {
  const [first = '', ...others] = pathname.split('/').slice(1);
  const known = first === '' || /^[a-z-]{1,20}$/.test(first) ? first : '…';
  return others.length > 0 ? `/${known}/…` : `/${known}`;
}
