import { describe, expect, it } from 'vitest';
import { EnvError, parseEnv } from './env';

const good = {
  APP_URL: 'https://shop.example.com',
  AUTH_SECRET: 'a secret of more than thirty-two characters',
  STRIPE_SECRET_KEY: 'sk_test_abcdef',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_abcdef',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
};
type Settings = Record<string, string | undefined>;

function faultsOf(change: Settings): readonly string[] {
  try {
    parseEnv({ ...good, ...change });
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.faults;
    throw error;
  }
}

describe('settings that are right', () => {
  it('have defaults for what may be left out', () =>
    expect(parseEnv(good)).toEqual({
      isProduction: false,
      databaseUrl: 'file:.data/cardkeep.db',
      appUrl: 'https://shop.example.com',
      authSecret: good.AUTH_SECRET,
      savedCards: 'off_session',
      trustedProxies: 0,
      logLevel: 'info',
      ending: { unreadyForMs: 5_000, keepsSignals: false },
      seller: { name: 'Cardkeep', address: [], taxId: null },
      github: null,
      google: null,
      shipsTo: expect.arrayContaining(['DE', 'GB', 'US']) as string[],
      mail: null,
      supportEmail: null,
      stripe: {
        secretKey: 'sk_test_abcdef',
        publishableKey: 'pk_test_abcdef',
        webhookSecrets: ['whsec_abc'],
        localUrl: null,
        answerWithinMs: null,
        livemode: false,
        mode: 'test',
      },
    }));

  it('have the seller’s address line by line', () =>
    expect(
      parseEnv({
        ...good,
        SELLER_NAME: 'Prints & Co.',
        SELLER_ADDRESS: '1 Example Street | 12345 Exampletown|',
        SELLER_TAX_ID: 'VAT DE123456789',
      }).seller,
    ).toEqual({
      name: 'Prints & Co.',
      address: ['1 Example Street', '12345 Exampletown'],
      taxId: 'VAT DE123456789',
    }));

  it.each([
    [
      'live keys',
      { STRIPE_SECRET_KEY: 'sk_live_abcdef', STRIPE_PUBLISHABLE_KEY: 'pk_live_abcdef' },
      'live',
      true,
    ],
    [
      'a restricted live key',
      { STRIPE_SECRET_KEY: 'rk_live_abcdef', STRIPE_PUBLISHABLE_KEY: 'pk_live_abcdef' },
      'live',
      true,
    ],
    ['a restricted test key', { STRIPE_SECRET_KEY: 'rk_test_abcdef' }, 'test', false],
    ['stripe-local', { STRIPE_LOCAL_URL: 'http://127.0.0.1:4242' }, 'local', false],
  ] as const)('know their mode: %s', (_what, change, mode, livemode) =>
    expect(parseEnv({ ...good, ...change }).stripe).toMatchObject({ mode, livemode }),
  );

  it.each([
    ['whsec_one', ['whsec_one']],
    ['whsec_one,whsec_two', ['whsec_one', 'whsec_two']],
    [' whsec_one , whsec_two ', ['whsec_one', 'whsec_two']],
  ])('take two webhook secrets while one is rolled: "%s"', (text, secrets) =>
    expect(parseEnv({ ...good, STRIPE_WEBHOOK_SECRET: text }).stripe.webhookSecrets).toEqual(
      secrets,
    ),
  );

  it.each([
    'http://127.0.0.1:4242',
    'http://localhost:4242/',
    'http://[::1]:4242',
    'http://127.0.0.1',
  ])('take stripe-local at %s', (url) =>
    expect(parseEnv({ ...good, STRIPE_LOCAL_URL: url }).stripe.localUrl).toBe(
      url.replace(/\/$/, ''),
    ),
  );

  it('take a time-out of their own for tests, against stripe-local only', () => {
    const short = { STRIPE_TIMEOUT_MS: '300' };
    const local = { STRIPE_LOCAL_URL: 'http://127.0.0.1:4242' };
    expect(parseEnv({ ...good, ...local, ...short }).stripe.answerWithinMs).toBe(300);
    expect(faultsOf(short)).toEqual([
      'STRIPE_TIMEOUT_MS is for tests against stripe-local: set STRIPE_LOCAL_URL too',
    ]);
    for (const wrong of ['99', '15001', '0', 'soon']) {
      expect(faultsOf({ ...local, STRIPE_TIMEOUT_MS: wrong })).toHaveLength(1);
    }
  });

  it('take an empty line for one that is not there', () =>
    expect(
      parseEnv({ ...good, STRIPE_LOCAL_URL: '', SAVED_CARDS: '', AUTH_GITHUB_ID: '' }),
    ).toEqual(parseEnv(good)));

  it('name a provider with both of its settings', () =>
    expect(
      parseEnv({ ...good, AUTH_GITHUB_ID: 'id', AUTH_GITHUB_SECRET: 'secret' }).github,
    ).toEqual({
      clientId: 'id',
      clientSecret: 'secret',
    }));

  it.each([
    ['smtp://127.0.0.1:1025', 'shop@example.com'],
    ['smtps://user:p%40ss@mail.example:465', 'Cardkeep <shop@example.com>'],
  ])('take a mail server with its sender: %s', (smtpUrl, from) =>
    expect(parseEnv({ ...good, SMTP_URL: smtpUrl, MAIL_FROM: from }).mail).toEqual({
      smtpUrl,
      from,
    }),
  );

  it('give the address without its last slash', () =>
    expect(parseEnv({ ...good, APP_URL: 'http://127.0.0.1:3000/' }).appUrl).toBe(
      'http://127.0.0.1:3000',
    ));
});

describe('settings that are wrong stop the start', () => {
  it.each(Object.keys(good))('%s is missing', (name) =>
    expect(faultsOf({ [name]: undefined })).toEqual([`${name} is missing`]),
  );

  const beginSecret = 'STRIPE_SECRET_KEY must begin with sk_test_, rk_test_, sk_live_ or rk_live_';
  const beginPublishable = 'STRIPE_PUBLISHABLE_KEY must begin with pk_test_ or pk_live_';
  const origin = 'APP_URL must be an origin, such as https://shop.example';
  const guessable = 'AUTH_SECRET is too easy to guess: make one with openssl rand -base64 33';
  const emptySecret = 'STRIPE_WEBHOOK_SECRET has nothing, or a space, after whsec_';
  const loopback =
    'STRIPE_LOCAL_URL must be http on a loopback address, such as http://127.0.0.1:4242';
  const mailServer =
    'SMTP_URL must be a mail server, such as smtps://user:password@mail.example:465';
  const sender = 'MAIL_FROM must be an address, such as Shop <shop@example.com>';
  it.each<[Settings, string]>([
    [{ STRIPE_SECRET_KEY: 'pk_test_abcdef' }, beginSecret],
    [{ STRIPE_SECRET_KEY: 'sk_test_' }, beginSecret],
    [{ STRIPE_SECRET_KEY: 'sk_test_abc def' }, beginSecret],
    [{ STRIPE_PUBLISHABLE_KEY: 'sk_test_abcdef' }, beginPublishable],
    [{ SAVED_CARDS: 'always' }, 'SAVED_CARDS must be off_session or on_session'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET must have at least 32 characters'],
    [{ APP_URL: 'shop.example' }, origin],
    [{ APP_URL: 'https://shop.example/path' }, origin],
    [{ APP_URL: 'javascript:alert(1)' }, origin],
    [{ APP_URL: 'https://shop.example?x=1' }, origin],
    [{ APP_URL: 'https://shop.example/?x=1' }, origin],
    [{ APP_URL: 'https://shop.example?' }, origin],
    [{ APP_URL: 'https://shop.example#top' }, origin],
    [{ APP_URL: 'https://somebody@shop.example' }, origin],
    [{ APP_URL: 'https://somebody:secret@shop.example' }, origin],
    [{ APP_URL: 'https://@shop.example' }, origin],
    [{ APP_URL: 'https://shop.example:port' }, origin],
    [{ APP_URL: 'https://shop.example\\path' }, origin],
    [{ APP_URL: 'https://' }, origin],
    [{ AUTH_SECRET: 'x'.repeat(32) }, guessable],
    [{ AUTH_SECRET: '0'.repeat(64) }, guessable],
    [{ AUTH_SECRET: 'abcdefgh'.repeat(4) }, guessable],
    [{ AUTH_SECRET: 'abcabcab'.repeat(5) + 'ab' }, guessable],
    [{ AUTH_SECRET: `${'x'.repeat(40)}yz` }, guessable],
    [{ STRIPE_WEBHOOK_SECRET: 'whsec_' }, emptySecret],
    [{ STRIPE_WEBHOOK_SECRET: 'whsec_abc,whsec_' }, emptySecret],
    [{ STRIPE_WEBHOOK_SECRET: 'whsec_abc def' }, emptySecret],
    [{ STRIPE_WEBHOOK_SECRET: 'secret' }, 'STRIPE_WEBHOOK_SECRET must begin with whsec_'],
    [{ STRIPE_WEBHOOK_SECRET: 'whsec_a,b' }, 'STRIPE_WEBHOOK_SECRET must begin with whsec_'],
    [{ STRIPE_WEBHOOK_SECRET: ' , ' }, 'STRIPE_WEBHOOK_SECRET takes one secret or two'],
    [
      { STRIPE_WEBHOOK_SECRET: 'whsec_a,whsec_b,whsec_c' },
      'STRIPE_WEBHOOK_SECRET takes one secret or two',
    ],
    [{ STRIPE_LOCAL_URL: 'http://192.168.1.2:4242' }, loopback],
    [{ STRIPE_LOCAL_URL: 'https://127.0.0.1:4242' }, loopback],
    [{ STRIPE_LOCAL_URL: 'http://127.0.0.1.example:4242' }, loopback],
    [{ SMTP_URL: 'http://mail.example' }, mailServer],
    [{ SMTP_URL: 'smtp://' }, mailServer],
    [{ SMTP_URL: 'smtp://host:port' }, mailServer],
    [{ MAIL_FROM: 'Cardkeep' }, sender],
    [{ MAIL_FROM: 'Cardkeep <a@b.c>\r\nBcc: d@e.f' }, sender],
    [{ MAIL_FROM: 'a@b.c, d@e.f' }, sender],
    [{ SMTP_URL: 'smtp://mail.example' }, 'SMTP_URL and MAIL_FROM must be set together'],
    [{ MAIL_FROM: 'a@b.c' }, 'SMTP_URL and MAIL_FROM must be set together'],
    [{ AUTH_GITHUB_ID: 'id' }, 'AUTH_GITHUB_ID and AUTH_GITHUB_SECRET must be set together'],
    [{ AUTH_GOOGLE_SECRET: 's' }, 'AUTH_GOOGLE_ID and AUTH_GOOGLE_SECRET must be set together'],
  ])('%j', (change, fault) => expect(faultsOf(change)).toContain(fault));

  const mixed = 'STRIPE_PUBLISHABLE_KEY is of another mode than STRIPE_SECRET_KEY (test and live)';
  it.each<[string, Settings]>([
    ['a live secret key with a test publishable key', { STRIPE_SECRET_KEY: 'sk_live_abcdef' }],
    ['a restricted live key with a test one', { STRIPE_SECRET_KEY: 'rk_live_abcdef' }],
    ['a live publishable key with a test secret key', { STRIPE_PUBLISHABLE_KEY: 'pk_live_abcdef' }],
  ])('%s', (_what, change) => expect(faultsOf(change)).toEqual([mixed]));

  describe('with live keys', () => {
    const live = { STRIPE_SECRET_KEY: 'sk_live_abcdef', STRIPE_PUBLISHABLE_KEY: 'pk_live_abcdef' };
    const notPublic =
      'APP_URL must be https on a public name, such as https://shop.example.com: the keys are live';

    it.each([
      ...['http://shop.example.com', 'https://localhost', 'https://shop', 'https://10.0.0.1'],
      ...['https://127.1', 'https://203.0.113.7', 'https://[::1]:3000', 'https://[2001:db8::1]'],
      ...[
        'https://shop.local',
        'https://shop.localhost',
        'https://shop.internal.',
        'https://0x7f.1',
      ],
      ...['https://shop.test', 'https://shop.invalid', 'https://shop.example', 'https://shop.lan'],
      ...[
        'https://shop.home.arpa',
        'https://SHOP.LOCAL',
        'https://2130706433',
        'https://shop.onion',
      ],
    ])('an address that buyers and Stripe cannot reach: %s', (APP_URL) =>
      expect(faultsOf({ ...live, APP_URL })).toEqual([notPublic]),
    );

    it.each(['https://shop.example.com', 'https://münzen.de:8443/', 'https://examples.shop.'])(
      'but not %s',
      (APP_URL) => expect(faultsOf({ ...live, APP_URL, NODE_ENV: 'production' })).toEqual([]),
    );

    it.each(['development', 'test'])('in %s', (NODE_ENV) =>
      expect(faultsOf({ ...live, NODE_ENV })).toEqual([
        'NODE_ENV must be production, or unset for a command: the keys are live',
      ]),
    );

    it('an address that is none is told as that', () =>
      expect(faultsOf({ ...live, APP_URL: 'https://shop.example?' })).toEqual([origin]));

    it('while test keys go anywhere', () =>
      expect(faultsOf({ APP_URL: 'http://localhost:3000', NODE_ENV: 'development' })).toEqual([]));
  });

  it('live keys are never sent to stripe-local', () => {
    const local = { STRIPE_LOCAL_URL: 'http://127.0.0.1:4242' };
    const never = 'is a live key: it is never sent to stripe-local';
    const live = { STRIPE_SECRET_KEY: 'sk_live_abcdef', STRIPE_PUBLISHABLE_KEY: 'pk_live_abcdef' };
    expect(faultsOf({ ...local, ...live })).toEqual([
      `STRIPE_SECRET_KEY ${never}`,
      `STRIPE_PUBLISHABLE_KEY ${never}`,
    ]);
    const restricted = { ...live, STRIPE_SECRET_KEY: 'rk_live_abcdef' };
    expect(faultsOf({ ...local, ...restricted })).toHaveLength(2);
  });

  it('all at once, one line each, and none with a value in it', () => {
    const faults = faultsOf({
      APP_URL: 'nonsense-address',
      AUTH_SECRET: 'nonsense-secret',
      STRIPE_SECRET_KEY: 'nonsense-key',
      TRUSTED_PROXIES: '9',
      LOG_LEVEL: 'nonsense-level',
      NODE_ENV: 'nonsense-env',
    });
    expect(faults).toHaveLength(6);
    expect(faults.join()).not.toContain('nonsense');
  });
});
