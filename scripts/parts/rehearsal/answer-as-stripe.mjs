import tls from 'node:tls';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Loaded before a program of a rehearsal: connections to Stripe's names go to the port that CARDKEEP_STRIPE_PORT names,
 * on this machine. The name is still asked for and its certificate still verified, as in production.
 */
const port = Number(process.env.CARDKEEP_STRIPE_PORT);
const connect = tls.connect;

const isStripe = (host) => typeof host === 'string' && host.endsWith('.stripe.com');

tls.connect = function connectHere(...args) {
  const [options] = args;
  if (typeof options !== 'object' || !isStripe(options.host ?? options.hostname)) {
    return connect.apply(this, args);
  }
  const name = options.host ?? options.hostname;
  const here = { ...options, host: '127.0.0.1', hostname: undefined, port, servername: name };
  return connect.call(this, here, ...args.slice(1));
};
syncBuiltinESMExports();
