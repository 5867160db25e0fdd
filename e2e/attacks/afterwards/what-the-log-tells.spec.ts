import { readFileSync } from 'node:fs';
import { attack, expect, test } from '../../fixtures/attack';
import { PASSWORD } from '../../fixtures/person';
import { secretsIn } from '../../truth/secrets-on-disk';
import { run } from '../../setup/run';

/** What stands for itself wherever it is, by what it is called in a message here. */
const TELLING: Record<string, RegExp> = {
  'a hash of a password': /\$argon2\w*\$\w/,
  // Encrypted as next-auth does it: the head of a JWE, in base64.
  'a session': /\beyJ[\w-]{10,}\.\./,
  'a token of a mail': /token=[\w-]{43}/,
  'the cookie of a known browser': /signed-in-before=/,
  'a key': /\b(sk|rk|whsec)_[A-Za-z0-9_]{16,}/,
};

/** As pino counts. */
const ERROR = 50;

attack(
  'To read in the log what is nobody’s',
  'all lines that the server has written while everything above was tried, each one JSON object: no email or name of anybody, no password or its hash, no session, token, key, client secret or card; none that calls a stranger’s doing an error of ours',
  () => {
    test('what was logged of all of it', async ({ db }) => {
      const log = readFileSync(run.appLog, 'utf8');
      const lines = log.split('\n').filter(Boolean);
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) {
        const parsed = JSON.parse(line) as { level: number };
        expect(parsed, line).toMatchObject({ level: expect.any(Number), time: expect.any(String) });
        expect(parsed.level, line).toBeLessThan(ERROR);
      }
      const people = await db.read.select().from(db.read.tables.users);
      expect(people.length).toBeGreaterThan(0);
      const texts = people.flatMap(({ email, name }) => [email, name]);
      const told = texts.filter((text) => text.length > 4 && log.includes(text));
      expect(told).toEqual([]);
      const secrets = [PASSWORD, run.authSecret, run.webhookSecret, run.stripeSecretKey];
      expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
      expect(secretsIn(log)).toEqual([]);
      for (const [what, pattern] of Object.entries(TELLING)) {
        expect(pattern.exec(log)?.[0], what).toBeUndefined();
      }
    });
  },
);
