import { env } from './env';

/** Two years, as the preload list asks for. Browsers ignore it on plain http. */
const HSTS_S = 63_072_000;

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
  const { isProduction, stripe } = env();
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
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

const developmentNeeds = { eval: ["'unsafe-eval'"], style: "'unsafe-inline'", socket: ['ws:'] };

/** The headers of every page, besides the policy. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'strict-transport-security': `max-age=${HSTS_S}; includeSubDomains; preload`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // A return address carries a client secret in its query: other sites see our origin at most.
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  // No cross-origin isolation beyond this: Stripe.js does not support it.
  'cross-origin-opener-policy': 'same-origin-allow-popups',
};
