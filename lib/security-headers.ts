import { env } from './env';
import { fixedHeaders } from './fixed-headers.mjs';

/** Where browsers tell what a page was not allowed to do. */
export const REPORT_PATH = '/api/csp-reports';
const REPORT_GROUP = 'csp';

type Sources = { script: string[]; frame: string[]; connect: string[]; image: string[] };

/** Source: https://docs.stripe.com/security/guide (content security policy, Stripe.js and Elements). */
const stripeSources: Sources = {
  script: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  frame: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  connect: ['https://api.stripe.com'],
  image: ['https://*.stripe.com'],
};

const localSources = (origin: string): Sources => ({
  script: [origin],
  frame: [origin],
  connect: [origin],
  image: [],
});

/** Where the form that begins a sign-in may end up: the provider's own page. */
const providerForms = (): string[] => [
  ...(env().github ? ['https://github.com'] : []),
  ...(env().google ? ['https://accounts.google.com'] : []),
];

/** What a page may load and from where: our own, Stripe's documented hosts, and nothing else. */
export function contentSecurityPolicy(nonce: string): string {
  const { appUrl, isProduction, stripe } = env();
  const from = stripe.localUrl ? localSources(stripe.localUrl) : stripeSources;
  // In development React rebuilds stack traces with eval, and hot reload injects styles and
  // speaks over a web socket.
  const dev = isProduction ? { eval: [], style: `'nonce-${nonce}'`, socket: [] } : developmentNeeds;
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...from.script, ...dev.eval],
    'style-src': ["'self'", dev.style],
    // Stripe.js and the dialog library place their elements by style attributes.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', ...from.image],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...from.connect, ...dev.socket],
    'frame-src': from.frame,
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'", ...providerForms()],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    // Firefox and Safari know this one; Chromium does, too, until a page has the other.
    'report-uri': [REPORT_PATH],
    // Browsers keep these back for a minute, and send them to https only.
    ...(appUrl.startsWith('https:') && { 'report-to': [REPORT_GROUP] }),
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

const developmentNeeds = { eval: ["'unsafe-eval'"], style: "'unsafe-inline'", socket: ['ws:'] };

/** The headers of every page that the browser needs the policy for, besides the fixed ones of every answer. */
export const pageHeaders = (nonce: string): Readonly<Record<string, string>> => ({
  ...fixedHeaders,
  'content-security-policy': contentSecurityPolicy(nonce),
  'reporting-endpoints': `${REPORT_GROUP}="${REPORT_PATH}"`,
});
