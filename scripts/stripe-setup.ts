import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { closeDatabase } from '../lib/database';
import { EnvError } from '../lib/env';
import { STRIPE_API_VERSION } from '../lib/stripe/client';
import type { Endpoint } from '../lib/stripe/endpoints';
import { PaymentsError } from '../lib/stripe/errors';
import { endpointEvents } from '../lib/webhooks/endpoint-events';
import { carryOut, planEndpoint, type EndpointPlan } from '../lib/webhooks/set-up-endpoint';

if (existsSync('.env')) process.loadEnvFile('.env');
// It is what this command brings: the first time there is none yet.
process.env.STRIPE_WEBHOOK_SECRET ||= 'whsec_not_known_yet';

const say = (...lines: string[]): void => {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
};

const list = (types: readonly string[]) => types.map((type) => `    ${type}`).join('\n');

function sayOthers(others: readonly Endpoint[]): void {
  for (const { stripeEndpointId: id, apiVersion } of others) {
    say(
      `${id} is at this address, too, of API version ${apiVersion ?? 'the account’s own'}.`,
      '  Nothing changes the version of an endpoint: once the secret of the other one is in use, delete it at Stripe.',
    );
  }
}

/** What is there, and what would be changed. */
function sayPlan(plan: EndpointPlan): void {
  const { address } = plan;
  switch (plan.kind) {
    case 'unreachable':
      return say(
        `Stripe cannot reach ${address}. While you work on your own machine:`,
        `  stripe listen --events ${endpointEvents.join(',')} --forward-to ${address}`,
        'and put the secret that it prints into .env as STRIPE_WEBHOOK_SECRET.',
      );
    case 'fine':
      say(
        `${plan.endpoint.stripeEndpointId} at ${address} is as it should be:`,
        `  API version ${STRIPE_API_VERSION}, enabled, and it sends all ${endpointEvents.length} types of events.`,
        '  Its secret is told nowhere but in Stripe’s Dashboard. If STRIPE_WEBHOOK_SECRET is another one, /desk/health says so.',
      );
      return sayOthers(plan.others);
    case 'change':
      say(`${plan.endpoint.stripeEndpointId} at ${address} is to be changed:`);
      if (!plan.endpoint.isEnabled) say('  it is disabled, and will be enabled');
      if (plan.missing.length > 0) say('  it will send these as well:', list(plan.missing));
      return sayOthers(plan.others);
    case 'make':
      say(
        `An endpoint is to be made at ${address}:`,
        `  API version ${STRIPE_API_VERSION}, snapshot payloads, for these types of events:`,
        list(endpointEvents),
      );
      return sayOthers(plan.others);
  }
}

function sayDone(plan: EndpointPlan, secret: string | null): void {
  if (secret === null) return say('Done.');
  const beside =
    plan.kind === 'make' && plan.others.length > 0
      ? ', beside the old one, with a comma between, until the old endpoint is deleted'
      : '';
  say(
    'Done. Its secret, which Stripe tells this once:',
    '',
    `STRIPE_WEBHOOK_SECRET=${secret}`,
    '',
    `Put it into .env${beside}, and start the server again.`,
  );
}

/** What went wrong, in words for whoever holds the keys. */
function reasonOf(error: unknown): string {
  if (error instanceof EnvError) return error.message;
  if (error instanceof PaymentsError && error.fault === 'forbidden') {
    return `The key may not do this: it needs “Webhook Endpoints: write”, or sk_… for once. ${error.message}`;
  }
  return String(error);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { apply: { type: 'boolean', default: false } } });
  const plan = await planEndpoint();
  sayPlan(plan);
  if (plan.kind === 'unreachable' || plan.kind === 'fine') return;
  if (values.apply) return sayDone(plan, await carryOut(plan));
  say('Nothing was changed. To do it: npm run stripe:setup -- --apply');
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
