import { startBackgroundWork } from './background';
import { env, EnvError } from '../env';
import { log } from '../log';
import { guardEveryAnswer } from './every-answer.mjs';
import { leaveOnSignals } from './leave';
import { mailRoute } from '../mail/route';
import { catchUp } from '../reconcile/run';
import { bindingAtStart, WrongStripeAccount } from '../stripe-binding';
import { warnOfUntrustedProxy } from './untrusted-proxy';
import { takeUpLeft } from '../webhooks/take-up';
import { PaymentsError } from '../stripe/errors';
import { findMissingPermissions } from '../stripe/permissions';

/** A server that cannot work must not look as if it could: it says why and ends. */
function refuse(lines: readonly string[]): never {
  process.stderr.write(`Cardkeep does not start.\n${lines.map((l) => `  ${l}\n`).join('')}`);
  process.exit(1);
}

/** Checks settings, database and keys, then starts what runs beside requests. */
export async function start(): Promise<void> {
  // Where scripts/start.mjs did not, as in development.
  guardEveryAnswer();
  try {
    const { mode } = env().stripe;
    const binding = await bindingAtStart();
    const missing = await findMissingPermissions();
    if (missing.length > 0) {
      refuse(['The restricted key lacks permissions:', ...missing.map((name) => `- ${name}`)]);
    }
    await catchUp();
    await takeUpLeft();
    log().info({ mode, stripeAccountId: binding.stripeAccountId }, 'Cardkeep starts');
    if (mailRoute().kind === 'none') {
      log().warn('SMTP_URL and MAIL_FROM are not set: mail waits in the outbox, for three days');
    }
  } catch (error) {
    refuse(reasonsOf(error));
  }
  startBackgroundWork();
  if (env().trustedProxies === 0) warnOfUntrustedProxy();
  const { keepsSignals, unreadyForMs } = env().ending;
  if (keepsSignals) leaveOnSignals(unreadyForMs);
}

function reasonsOf(error: unknown): readonly string[] {
  if (error instanceof EnvError) return error.faults;
  if (error instanceof WrongStripeAccount) return [error.message];
  if (error instanceof PaymentsError && error.fault === 'forbidden') {
    return [
      `The secret key may not ask whose it is (it needs to read its account): ${error.message}`,
    ];
  }
  if (error instanceof PaymentsError) {
    return [`Stripe does not tell whose key this is: ${error.message}`];
  }
  if (isUnmigrated(error)) return ['The database has no tables yet: run `npm run db:migrate`.'];
  return [String(error)];
}

const isUnmigrated = (error: unknown): boolean => /no such table/.test(String(error));
