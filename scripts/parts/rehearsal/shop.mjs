import { pathToFileURL } from 'node:url';
import { HOST } from '../ports.mjs';
import { inRoot } from '../root.mjs';
import { startApp } from '../servers.mjs';
import { startFront } from './front.mjs';
import { startMailSink } from './mail-sink.mjs';

/** Ports that one shop of a rehearsal takes: its front, two servers, and its mail server with the pages of that. */
export const PORTS_OF_ONE = 5;

/**
 * A shop of a rehearsal: two servers behind a front of their own, and a mail server.
 * @typedef {object} Rehearsal
 * @property {number} frontPort
 * @property {readonly number[]} appPorts
 * @property {number} smtpPort
 * @property {number} pagesPort
 * @property {{ key: string, cert: string, file: string, keyHash: string }} certificate
 * @property {string} [without] a host that is taken out of the policy of every page
 */

/** @returns {Rehearsal} */
export const planRehearsal = ([frontPort, first, second, smtpPort, pagesPort], rest) => ({
  frontPort,
  appPorts: [first, second],
  smtpPort,
  pagesPort,
  ...rest,
});

/**
 * The settings in which production differs from a test on stripe-local: Stripe under its own names, https, mail over
 * SMTP. That the names lead to this machine is no setting of the shop's: a preload of the test's does that.
 * @param {Rehearsal} rehearsal
 */
export const rehearsedSettings = ({ frontPort, smtpPort, certificate }) => ({
  APP_URL: `https://localhost:${frontPort}`,
  STRIPE_LOCAL_URL: '',
  SMTP_URL: `smtp://${HOST}:${smtpPort}`,
  MAIL_FROM: 'Cardkeep <shop@cardkeep.test>',
  // A server that ends says so first, to a proxy that asks; shorter than in production, where it is 5 s.
  UNREADY_FOR_MS: '500',
  NODE_EXTRA_CA_CERTS: certificate.file,
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${answerAsStripe}`.trim(),
  CARDKEEP_STRIPE_PORT: String(frontPort),
});

const answerAsStripe = pathToFileURL(
  inRoot('scripts', 'parts', 'rehearsal', 'answer-as-stripe.mjs'),
).href;

/**
 * Starts all of a shop, the front first: the servers ask Stripe through it.
 * @param {Rehearsal} rehearsal
 * @param {{ env: NodeJS.ProcessEnv, logFile: string, stripeUrl: string }} options
 */
export async function startRehearsed(rehearsal, { env, logFile, stripeUrl }) {
  const { frontPort, appPorts, smtpPort, pagesPort, certificate, without } = rehearsal;
  const front = await startFront({ port: frontPort, certificate, stripeUrl, appPorts, without });
  const mailSink = await startMailSink({ smtpPort, pagesPort });
  const start = (port) =>
    startApp({
      mode: 'start',
      port,
      env: { ...env, PORT: String(port) },
      logFile,
      appends: true,
    });
  const servers = await Promise.all(appPorts.map(start));
  return {
    front,
    end: async () => {
      await Promise.all(servers.map(({ end }) => end()));
      await mailSink.end();
      await front.end();
    },
  };
}
