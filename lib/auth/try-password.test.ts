import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setPassword, type User } from '@/db/queries/users';
import { aUser } from '@/db/testing/rows';
import { database } from '../database';
import { openFileShop } from '../testing/file-shop';
import { KNOWN_COOKIE, rememberBrowser } from './known-browser';
import { hashPassword } from './password';
import { delayOf, LONGEST_AT_ACCOUNT_MS, LONGEST_AT_ADDRESS_MS } from './slow-down';
import { signUp } from './sign-up';
import { tryPassword } from './try-password';

await openFileShop();

const PASSWORD = 'a print for every wall';
const WRONG = 'a wall for every print';
const WITHIN_MS = 2_000;

let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});
let owner: User;
beforeEach(async () => {
  owner = await aUser(database(), { passwordHash });
});

/** A browser with its cookies, at an address or where none are told apart. */
function aBrowser(address: string | null = null) {
  let cookie: string | undefined;
  const waited: number[] = [];
  const jar = {
    get: () => (cookie === undefined ? undefined : { name: KNOWN_COOKIE, value: cookie }),
    set: (...[, value]: unknown[]) => {
      cookie = String(value);
      return undefined as never;
    },
  };
  const from = () => ({ address, knownCookie: cookie });
  return {
    /** All that it had to wait for, in ms; no clock runs. */
    waited,
    copyOf: (other: { cookie: () => string | undefined }) => (cookie = other.cookie()),
    cookie: () => cookie,
    tries: (password: string, email = owner.email) =>
      tryPassword({ email, password }, from(), (ms) => Promise.resolve(waited.push(ms))),
    /** Tries, and remembers, as sign-in does. */
    async signsIn(user = owner, password = PASSWORD) {
      const right = await this.tries(password, user.email);
      if (right) rememberBrowser(jar, right.user, { anew: right.isStranger });
      return right;
    },
  };
}

type Outcome = 'right' | 'wrong' | { code: string; retryAfter: number };
const outcomeOf = (trying: Promise<unknown>): Promise<Outcome> =>
  trying.then(
    (right) => (right ? 'right' : 'wrong'),
    (error: { code: string; detail: { retryAfter: number } }) => ({
      code: error.code,
      retryAfter: error.detail.retryAfter,
    }),
  );
const isRefused = (outcome: Outcome) => typeof outcome === 'object';

/** Many wrong tries, as many at once as `atOnce`. */
async function flood(
  tries: number,
  { atOnce = 500, from = () => null as string | null, at = () => owner.email } = {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  while (outcomes.length < tries) {
    const batch = Array.from({ length: atOnce }, () =>
      outcomeOf(aBrowser(from()).tries(WRONG, at())),
    );
    outcomes.push(...(await Promise.all(batch)));
  }
  return outcomes;
}

describe('after wrong tries without end', () => {
  it('ten thousand of them, an owner is in at once where they have signed in before, and soon where they have not', async () => {
    const known = aBrowser();
    expect(await known.signsIn()).toMatchObject({ isStranger: true });
    const outcomes = await flood(10_000, { atOnce: 1_000 });
    expect(outcomes).not.toContain('right');
    for (const refusal of outcomes.filter(isRefused)) {
      expect(refusal).toEqual({ code: 'too_many_tries', retryAfter: 2 });
    }

    expect(await known.signsIn()).toMatchObject({ user: { id: owner.id }, isStranger: false });
    expect(known.waited).toEqual([]);
    const elsewhere = aBrowser();
    expect(await elsewhere.signsIn()).toMatchObject({ user: { id: owner.id }, isStranger: true });
    expect(elsewhere.waited).toEqual([LONGEST_AT_ACCOUNT_MS]);
    expect(LONGEST_AT_ACCOUNT_MS).toBeLessThan(WITHIN_MS);
    // And from now on that one is known, too.
    expect(await elsewhere.signsIn()).toMatchObject({ isStranger: false });
  });

  it('from one address an owner elsewhere waits for those at the account only', async () => {
    const bad = '192.0.2.66';
    await flood(1_000, { atOnce: 40, from: () => bad });
    const elsewhere = aBrowser('192.0.2.1');
    expect(await elsewhere.signsIn()).not.toBeNull();
    expect(elsewhere.waited).toEqual([LONGEST_AT_ACCOUNT_MS]);
    // Who shares the address waits, and is let in as well.
    const other = await aUser(database(), { passwordHash });
    const beside = aBrowser(bad);
    expect(await beside.signsIn(other)).not.toBeNull();
    expect(beside.waited).toEqual([LONGEST_AT_ADDRESS_MS]);
  });

  it('at as many accounts nobody else waits at all', async () => {
    const outcomes = await flood(1_000, { at: () => `${randomUUID()}@example.com` });
    expect(outcomes).not.toContain('right');
    const unknown = aBrowser();
    expect(await unknown.signsIn()).not.toBeNull();
    expect(unknown.waited).toEqual([]);
  });
});

describe('while strangers try whatever they can', () => {
  it('a known browser goes before them where passwords are hashed', async () => {
    const known = aBrowser();
    await known.signsIn();
    let hashed = 0;
    let refusals = 0;
    // Fewer than may be under way at once: what is refused finds no place to be hashed.
    const strangers = Array.from({ length: 150 }, async () => {
      const outcome = await outcomeOf(aBrowser().tries(WRONG, `${randomUUID()}@example.com`));
      if (isRefused(outcome)) refusals += 1;
      else hashed += 1;
    });
    await Promise.race(strangers);
    await expect.poll(() => refusals).toBeGreaterThan(0);
    const before = hashed;
    expect(await known.signsIn()).toMatchObject({ isStranger: false });
    // Forty stood there before it.
    expect(hashed - before).toBeLessThan(30);
    await Promise.all(strangers);
    expect(hashed).toBeGreaterThanOrEqual(40);
  });

  it('those who sign up without end leave room for those who sign in, and for those after them', async () => {
    const newcomer = () => ({ name: 'Eve', email: `${randomUUID()}@example.com`, password: WRONG });
    const many = Promise.all(Array.from({ length: 200 }, () => outcomeOf(signUp(newcomer()))));
    expect(await aBrowser().signsIn()).not.toBeNull();
    expect((await many).filter(isRefused).length).toBeGreaterThan(100);
    expect(await outcomeOf(signUp(newcomer()))).toBe('right');
  });

  it('no more wait than there are places, for one account, from one address and in all', async () => {
    const email = `${randomUUID()}@example.com`;
    for (let n = 0; n < 6; n++) await aBrowser().tries(WRONG, email);
    const waiting: (() => void)[] = [];
    const stuck = (address: string | null, of = email) =>
      outcomeOf(
        tryPassword({ email: of, password: WRONG }, { address, knownCookie: undefined }, () => {
          return new Promise<void>((resolve) => waiting.push(resolve));
        }),
      );
    const all = Array.from({ length: 9 }, (_, n) => [stuck(`192.0.2.${n}`), stuck(`192.0.2.${n}`)]);
    const refused = await Promise.all([stuck('192.0.2.1'), stuck('192.0.2.99'), stuck(null)]);
    expect(refused.every(isRefused)).toBe(true);
    const atAnother = aBrowser('192.0.2.1');
    expect(await atAnother.tries(PASSWORD)).not.toBeNull();
    await expect.poll(() => waiting.length).toBe(6);
    for (const goOn of waiting) goOn();
    const outcomes = await Promise.all(all.flat());
    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(6);
    expect(outcomes.filter(isRefused)).toHaveLength(12);
  });
});

describe('an account that is not there', () => {
  it('is as slow as one that is, try by try', async () => {
    const told = async (email: string) => {
      const browser = aBrowser('2001:db8:7::/64');
      const outcomes: Outcome[] = [];
      for (let n = 0; n < 9; n++) outcomes.push(await outcomeOf(browser.tries(WRONG, email)));
      return { outcomes, waited: browser.waited };
    };
    const there = await told(owner.email);
    expect(there.waited).toEqual([250, 500, 1_000, 1_500]);
    expect(await told(`${randomUUID()}@example.com`)).toEqual(there);
  });
});

describe('a browser that is known', () => {
  it('is so at its own accounts only, and nobody makes it so elsewhere', async () => {
    const thief = await aUser(database(), { passwordHash });
    const browser = aBrowser();
    await browser.signsIn(thief);
    expect(await browser.tries(PASSWORD, thief.email)).toMatchObject({ isStranger: false });
    expect(await browser.tries(PASSWORD, owner.email)).toMatchObject({ isStranger: true });
  });

  it('is known at the last five accounts', async () => {
    const people = await Promise.all(
      Array.from({ length: 6 }, () => aUser(database(), { passwordHash })),
    );
    const browser = aBrowser();
    for (const person of people) await browser.signsIn(person);
    const strange = await Promise.all(
      people.map(async ({ email }) => (await browser.tries(PASSWORD, email))?.isStranger),
    );
    expect(strange).toEqual([true, false, false, false, false, false]);
    for (const { id, email } of people) {
      expect(browser.cookie()).not.toContain(id);
      expect(browser.cookie()).not.toContain(email);
    }
  });

  it('is a stranger after ten tries, which is slow at worst, and known again under another number', async () => {
    const browser = aBrowser();
    await browser.signsIn();
    const thief = aBrowser();
    thief.copyOf(browser);
    for (let n = 0; n < 30; n++) expect(await thief.tries(WRONG)).toBeNull();
    expect(thief.waited).toHaveLength(30 - 10 - 5);

    expect(await browser.signsIn()).toMatchObject({ isStranger: true });
    expect(browser.waited).toEqual([LONGEST_AT_ACCOUNT_MS]);
    for (let n = 0; n < 10; n++) await thief.tries(WRONG);
    expect(await browser.signsIn()).toMatchObject({ isStranger: false });
  });

  it('is a stranger once another password is set', async () => {
    const browser = aBrowser();
    await browser.signsIn();
    const other = await hashPassword(WRONG);
    await database().transaction((tx) => setPassword(tx, owner.id, other));
    expect(await browser.tries(WRONG)).toMatchObject({ isStranger: true });
  });

  it('has a cookie that nobody makes, and junk is none', async () => {
    const browser = aBrowser();
    await browser.signsIn();
    const real = browser.cookie() ?? '';
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc
            .nat(real.length - 1)
            .map(
              (at) => `${real.slice(0, at)}${real[at] === 'A' ? 'B' : 'A'}${real.slice(at + 1)}`,
            ),
          fc.constantFrom('', '!', `!!${'a'.repeat(9_000)}`, 'a.b.c', `${real}x`),
        ),
        async (knownCookie) => {
          const from = { address: null, knownCookie };
          const right = await tryPassword({ email: owner.email, password: PASSWORD }, from);
          expect(right?.isStranger).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a wait', () => {
  it('grows to its longest, and no further', () =>
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.nat(100),
        fc.constantFrom(1_500, 10_000),
        (nth, free, longest) => {
          const delay = delayOf(nth, free, longest);
          expect(delay).toBeLessThanOrEqual(longest);
          expect(delay).toBeLessThanOrEqual(delayOf(nth + 1, free, longest));
          expect(delay > 0).toBe(nth > free);
          expect(delayOf(free + 7, free, longest)).toBe(longest);
        },
      ),
    ));
});

describe('what is stored of a try', () => {
  it('tells neither whose account it was nor where it came from', async () => {
    const address = '198.51.100.77';
    await aBrowser(address).tries(WRONG);
    const { rateLimits } = database().read.tables;
    const keys = (await database().read.select().from(rateLimits)).map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(1);
    for (const key of keys) expect(key).toMatch(/^[a-z-]+:[\w-]{43}$/);
  });
});
