import { z } from 'zod';
import { savedFors } from './domain/card';
import { isOrigin, isPublicName } from './domain/origin';
import { isGuessable } from './domain/guessable';

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/;
const stripeKey = (kinds: string) => new RegExp(`^(${kinds})_(test|live)_[A-Za-z0-9_]{6,}$`);

const mailServer = 'must be a mail server, such as smtps://user:password@mail.example:465';
/** An address, or a name and an address between angle brackets. */
const sender = /^(?:[^\s<>@]+@[^\s<>@]+|[^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>)$/;

/** The countries of the European Union, and those around it that a print reaches without a broker. */
const SHIPS_TO =
  'AT,BE,BG,CH,CY,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,IE,IT,LI,LT,LU,LV,MT,NL,NO,PL,PT,RO,SE,SI,SK,US,CA';
const address = /^[^\s<>@]+@[^\s<>@]+$/;

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

// An empty variable is an unset one: that is what `NAME=` in a file means to the one who wrote it.
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const settings = z
  .object({
    /** Next sets it in every server; commands run without. */
    NODE_ENV: optional(z.enum(['development', 'production', 'test'])),
    DATABASE_URL: z.string().min(1).default('file:.data/cardkeep.db'),
    APP_URL: z
      .string({ error: 'is missing' })
      .refine(isOrigin, 'must be an origin, such as https://shop.example'),
    AUTH_SECRET: z
      .string({ error: 'is missing' })
      .min(32, 'must have at least 32 characters')
      .refine(
        (secret) => secret.length < 32 || !isGuessable(secret),
        'is too easy to guess: make one with openssl rand -base64 33',
      ),
    STRIPE_SECRET_KEY: z
      .string({ error: 'is missing' })
      .regex(stripeKey('sk|rk'), 'must begin with sk_test_, rk_test_, sk_live_ or rk_live_'),
    STRIPE_PUBLISHABLE_KEY: z
      .string({ error: 'is missing' })
      .regex(stripeKey('pk'), 'must begin with pk_test_ or pk_live_'),
    STRIPE_WEBHOOK_SECRET: z
      .string({ error: 'is missing' })
      .transform(list)
      .refine((secrets) => secrets.length === 1 || secrets.length === 2, 'takes one secret or two')
      .refine((secrets) => secrets.every((s) => s.startsWith('whsec_')), 'must begin with whsec_')
      .refine(
        (secrets) => secrets.every((s) => !s.startsWith('whsec_') || /^whsec_\S+$/.test(s)),
        'has nothing, or a space, after whsec_',
      ),
    STRIPE_LOCAL_URL: optional(
      z
        .string()
        .regex(loopback, 'must be http on a loopback address, such as http://127.0.0.1:4242'),
    ),
    /** Countries that the shop sends to, as ISO 3166-1 names them in two letters. */
    SHIPS_TO: z
      .preprocess((value) => (value === '' ? undefined : value), z.string().default(SHIPS_TO))
      .transform(list)
      .refine(
        (countries) => countries.length > 0 && countries.every((each) => /^[A-Z]{2}$/.test(each)),
        'must be countries in two letters, such as DE,FR,GB',
      ),
    /** For tests only, whose faults are waited for: how long Stripe may take to answer, in ms. */
    STRIPE_TIMEOUT_MS: optional(z.coerce.number().int().min(100).max(15_000)),
    /** What a card is saved for: charged later too, where that was agreed, or only with its owner there. */
    SAVED_CARDS: z.preprocess(
      (value) => (value === '' ? undefined : value),
      z.enum(savedFors, { error: 'must be off_session or on_session' }).default('off_session'),
    ),
    SMTP_URL: optional(
      z
        .string()
        .regex(/^smtps?:\/\/[^/\s]+\/?$/, mailServer)
        .refine((text) => URL.canParse(text), mailServer),
    ),
    MAIL_FROM: optional(
      z.string().regex(sender, 'must be an address, such as Shop <shop@example.com>'),
    ),
    /** Who sells: what a receipt says above the order. */
    SELLER_NAME: z.preprocess(
      (value) => (value === '' ? undefined : value),
      z.string().max(200).default('Cardkeep'),
    ),
    SELLER_ADDRESS: optional(z.string().max(1_000)),
    SELLER_TAX_ID: optional(z.string().max(100)),
    /** Where people write to. Without it: the address that mail comes from. */
    SUPPORT_EMAIL: optional(
      z.string().regex(address, 'must be an address, such as help@example.com'),
    ),
    AUTH_GITHUB_ID: optional(z.string()),
    AUTH_GITHUB_SECRET: optional(z.string()),
    AUTH_GOOGLE_ID: optional(z.string()),
    AUTH_GOOGLE_SECRET: optional(z.string()),
    /** How many proxies of our own stand before the app: the visitor's address is that many from the right. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    /** In ms: how long a server that was told to end says so, before it takes nothing new. */
    UNREADY_FOR_MS: z.coerce.number().int().min(0).max(300_000).default(5_000),
    /** Next's own: set by scripts/start.mjs, for a server that ends as lib/server/leave.ts says. */
    NEXT_MANUAL_SIG_HANDLE: optional(z.string()),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .superRefine((s, context) => {
    const fault = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    const live = (key: string) => /^(sk|rk|pk)_live_/.test(key);
    if (live(s.STRIPE_SECRET_KEY) !== live(s.STRIPE_PUBLISHABLE_KEY)) {
      fault('STRIPE_PUBLISHABLE_KEY', 'is of another mode than STRIPE_SECRET_KEY (test and live)');
    }
    if (s.STRIPE_LOCAL_URL) {
      for (const name of ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY'] as const) {
        if (live(s[name])) fault(name, 'is a live key: it is never sent to stripe-local');
      }
    }
    // Where both are live: one of another mode has its own fault.
    if (!s.STRIPE_LOCAL_URL && live(s.STRIPE_SECRET_KEY) && live(s.STRIPE_PUBLISHABLE_KEY)) {
      const app = isOrigin(s.APP_URL) ? new URL(s.APP_URL) : null;
      if (app && (app.protocol !== 'https:' || !isPublicName(app.hostname))) {
        fault(
          'APP_URL',
          'must be https on a public name, such as https://shop.example.com: the keys are live',
        );
      }
      // A page in development lets scripts be made of texts, and its forms be drawn over.
      if (s.NODE_ENV !== undefined && s.NODE_ENV !== 'production') {
        fault('NODE_ENV', 'must be production, or unset for a command: the keys are live');
      }
    }
    if (s.STRIPE_TIMEOUT_MS !== undefined && !s.STRIPE_LOCAL_URL) {
      fault('STRIPE_TIMEOUT_MS', 'is for tests against stripe-local: set STRIPE_LOCAL_URL too');
    }
    if (!s.SMTP_URL !== !s.MAIL_FROM) fault('SMTP_URL', 'and MAIL_FROM must be set together');
    for (const provider of ['GITHUB', 'GOOGLE'] as const) {
      if (!s[`AUTH_${provider}_ID`] !== !s[`AUTH_${provider}_SECRET`]) {
        fault(`AUTH_${provider}_ID`, `and AUTH_${provider}_SECRET must be set together`);
      }
    }
  });

/** "Shop <shop@example.com>" is shop@example.com. */
const bareAddress = (from: string): string => /<(.*)>$/.exec(from)?.[1] ?? from;

export type StripeMode = 'live' | 'test' | 'local';

const provider = (id: string | undefined, secret: string | undefined) =>
  id && secret ? { clientId: id, clientSecret: secret } : null;

function modeOf(s: z.output<typeof settings>): StripeMode {
  if (s.STRIPE_LOCAL_URL) return 'local';
  return /_live_/.test(s.STRIPE_SECRET_KEY) ? 'live' : 'test';
}

const shape = (s: z.output<typeof settings>) => ({
  isProduction: s.NODE_ENV === 'production',
  databaseUrl: s.DATABASE_URL,
  appUrl: new URL(s.APP_URL).origin,
  authSecret: s.AUTH_SECRET,
  savedCards: s.SAVED_CARDS,
  trustedProxies: s.TRUSTED_PROXIES,
  logLevel: s.LOG_LEVEL,
  ending: {
    unreadyForMs: s.UNREADY_FOR_MS,
    /** False where Next keeps them, as `next dev` does. */
    keepsSignals: s.NEXT_MANUAL_SIG_HANDLE !== undefined,
  },
  seller: {
    name: s.SELLER_NAME,
    /** Line by line; none where nobody has set it. */
    address: (s.SELLER_ADDRESS ?? '')
      .split('|')
      .map((line) => line.trim())
      .filter(Boolean),
    taxId: s.SELLER_TAX_ID ?? null,
  },
  github: provider(s.AUTH_GITHUB_ID, s.AUTH_GITHUB_SECRET),
  google: provider(s.AUTH_GOOGLE_ID, s.AUTH_GOOGLE_SECRET),
  shipsTo: s.SHIPS_TO,
  /** Null: mail is not sent over SMTP. */
  mail: s.SMTP_URL && s.MAIL_FROM ? { smtpUrl: s.SMTP_URL, from: s.MAIL_FROM } : null,
  /** Null where neither it nor a sender of mails is set. */
  supportEmail: s.SUPPORT_EMAIL ?? (s.MAIL_FROM ? bareAddress(s.MAIL_FROM) : null),
  stripe: {
    secretKey: s.STRIPE_SECRET_KEY,
    publishableKey: s.STRIPE_PUBLISHABLE_KEY,
    webhookSecrets: s.STRIPE_WEBHOOK_SECRET,
    /** Where stripe-local listens; null means Stripe itself. */
    localUrl: s.STRIPE_LOCAL_URL?.replace(/\/+$/, '') ?? null,
    /** In ms; null where lib/stripe decides. */
    answerWithinMs: s.STRIPE_TIMEOUT_MS ?? null,
    livemode: /_live_/.test(s.STRIPE_SECRET_KEY),
    mode: modeOf(s),
  },
});

export type Env = ReturnType<typeof shape>;

/** The settings are wrong. `faults` has one line each, without any setting's value. */
export class EnvError extends Error {
  override name = 'EnvError';
  constructor(readonly faults: readonly string[]) {
    super(`The settings are wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/** Reads settings from `source`. Throws EnvError with one line per fault. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = settings.safeParse(source);
  if (parsed.success) return shape(parsed.data);
  throw new EnvError(
    parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
  );
}

let current: Env | undefined;

/** The settings of this process, read once. Throws EnvError. */
export const env = (): Env => (current ??= parseEnv(process.env));

/**
 * Tells next-auth our address by the variable that it looks for. It would take it from `X-Forwarded-Host`
 * otherwise, which anybody may write and two proxies write as a list: each page then answered 500.
 */
export function nameOurAddress(): void {
  process.env.AUTH_URL = new URL(env().appUrl).origin;
}
