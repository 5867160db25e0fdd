import { Stop } from './main.mjs';
import { inRoot } from './root.mjs';
import { CLI_PACKAGE, findStripeCli } from './stripe-listen.mjs';
import { stripeTestSettings } from './stripe-test-settings.mjs';

const INSTALL = `npm install --no-save ${CLI_PACKAGE}`;
const SANDBOX = 'npx stripe sandbox create --email you@example.com';

/**
 * What the specs need to run on Stripe itself: keys, and the CLI that carries Stripe's events to a machine which Stripe
 * cannot reach. All that is missing is said at once, with the command that gets it.
 * @returns {{ settings: ReturnType<typeof stripeTestSettings>['settings'], cli: string }}
 */
export function stripeTestNeeds({ file = inRoot('.env.test'), findCli = findStripeCli } = {}) {
  const { settings, faults } = stripeTestSettings(file);
  const cli = findCli();
  if (cli && faults.length === 0) return { settings, cli };
  throw new Stop(whatIsMissing({ hasCli: Boolean(cli), faults }));
}

/** @param {{ hasCli: boolean, faults: readonly string[] }} found */
function whatIsMissing({ hasCli, faults }) {
  const parts = [];
  if (!hasCli) {
    parts.push(
      "  The Stripe CLI, which brings Stripe's events to this machine:",
      `    ${INSTALL}`,
      '',
    );
  }
  if (faults.length > 0) {
    parts.push(
      `  Keys of an account in test mode, or of a sandbox, in .env.test: ${faults.join(', ')}.`,
      '    With an account: copy .env.test.example to .env.test, and fill it in from',
      '    https://dashboard.stripe.com/test/apikeys',
      `    Without one, for a sandbox and its keys${hasCli ? '' : ' (the CLI comes along)'}:`,
      `    ${hasCli ? SANDBOX : `${INSTALL} && ${SANDBOX}`}`,
      '',
    );
  }
  return [
    "These specs run against Stripe's test mode. What is missing:",
    '',
    ...parts,
    'Then: npm run test:e2e:stripe. On stripe-local the same specs need neither: npm run test:e2e',
  ].join('\n');
}
