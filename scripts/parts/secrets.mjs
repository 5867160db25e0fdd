import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { keepPrivate } from '../../db/private-file.mjs';
import { inRoot } from './root.mjs';

const FILE = inRoot('.data', 'local-secrets.json');

/** Fresh secrets of the length that NextAuth and Stripe use themselves. */
export const newSecrets = () => ({
  authSecret: randomBytes(32).toString('base64url'),
  webhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
});

/** The secrets of local mode: made once and kept, or every restart would sign everybody out. */
export function localSecrets() {
  const isKept = existsSync(FILE);
  keepPrivate(FILE);
  if (isKept) return JSON.parse(readFileSync(FILE, 'utf8'));
  const secrets = newSecrets();
  writeFileSync(FILE, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}
