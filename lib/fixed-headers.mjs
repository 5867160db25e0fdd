/** Two years, as the preload list asks for. Browsers ignore it on plain http. */
const HSTS_S = 63_072_000;

/** Nothing of the shop uses these, and so nothing that gets into a page may. */
const OFF = [
  'accelerometer',
  'bluetooth',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

const permissions = [
  // Stripe.js asks for wallets from frames of its own, which get nothing that this does not name.
  'payment=(self "https://js.stripe.com" "https://*.js.stripe.com")',
  // A passkey is asked for by our own pages or by none.
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
  ...OFF.map((feature) => `${feature}=()`),
];

/**
 * The headers of every answer, besides a page's policy and its id.
 * @type {Readonly<Record<string, string>>}
 */
export const fixedHeaders = {
  'strict-transport-security': `max-age=${HSTS_S}; includeSubDomains; preload`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // A return address carries a client secret in its query: other sites see our origin at most.
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': permissions.join(', '),
  // No cross-origin isolation beyond this: Stripe.js does not support it.
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  // No other site embeds our files or reads them through its process.
  'cross-origin-resource-policy': 'same-origin',
};

/** What is no page of ours may run and load nothing: files, and Next's own refusals. A page's policy replaces it. */
export const POLICY_OF_NO_PAGE =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
