import { X509Certificate, createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepPrivate } from '../../../db/private-file.mjs';
import { STRIPE_NAMES } from './stripe-names.mjs';

const DAY_MS = 24 * 60 * 60_000;

/**
 * A certificate for Stripe's names and for this machine, made for one run. Whoever is to believe it is told so: the app
 * by NODE_EXTRA_CA_CERTS, which `file` is for, and the browser by the hash of its key, which is the only one believed.
 * @param {string} folder
 */
export async function makeCertificate(folder) {
  // Loaded when it is needed: whoever starts the tests on a fresh machine has no packages yet.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'A rehearsal of Cardkeep' }], {
    keyType: 'ec',
    curve: 'P-256',
    notAfterDate: new Date(Date.now() + DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...[...STRIPE_NAMES, 'localhost'].map((value) => ({ type: 2, value })),
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const file = join(folder, 'certificate.pem');
  keepPrivate(file);
  writeFileSync(file, made.cert);
  const { publicKey } = new X509Certificate(made.cert);
  const keyHash = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  return { key: made.private, cert: made.cert, file, keyHash };
}
