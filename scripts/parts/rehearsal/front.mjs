import { createServer as createSecureServer } from 'node:https';
import { request as requestOver } from 'node:http';
import { HOST } from '../ports.mjs';
import { STRIPE_NAMES } from './stripe-names.mjs';

/** Kept on the way: what a proxy says to one side is not for the other. */
const OF_THE_WAY = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'host',
]);

/** Words in which stripe-local names its own address; a picture or a script has none that matter. */
const HAS_ADDRESSES = /^(application\/json|text\/html)/;

/**
 * What stands between the network and the servers in production, on one port of this machine: under Stripe's names it
 * speaks for stripe-local, under every other for the app servers in turn. It ends TLS and says where a visitor is.
 * With `without`, a host is taken out of the policy of every page; `leaveOut` takes another one from then on.
 * @param {object} options
 * @param {number} options.port
 * @param {{ key: string, cert: string }} options.certificate
 * @param {string} options.stripeUrl
 * @param {readonly number[]} options.appPorts
 * @param {string} [options.without]
 */
export async function startFront({ port, certificate, stripeUrl, appPorts, without }) {
  let turn = 0;
  let leftOut = without;
  const server = createSecureServer(certificate, (request, response) => {
    const name = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (STRIPE_NAMES.includes(name)) passToStripe(request, response, stripeUrl);
    else {
      turn = (turn + 1) % appPorts.length;
      passToApp(request, response, { port: appPorts[turn], without: leftOut });
    }
  });
  await new Promise((ready, fail) => {
    server.once('error', fail);
    server.listen(port, HOST, ready);
  });
  return {
    /** @param {string | undefined} host none: as it began */
    leaveOut: (host) => {
      leftOut = host ?? without;
    },
    end: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(done);
      }),
  };
}

function passToApp(request, response, { port, without }) {
  const { remoteAddress } = request.socket;
  // A test says where its visitor comes from, and stands for the front that saw it.
  const seen = request.headers['x-forwarded-for'];
  const headers = {
    ...own(request.headers),
    host: request.headers.host,
    'x-forwarded-for': seen ?? remoteAddress,
    'x-forwarded-proto': 'https',
  };
  pass(request, response, { port, headers }, (answer) => {
    const policy = answer.headers['content-security-policy'];
    return without && policy
      ? { ...answer.headers, 'content-security-policy': withoutHost(policy, without) }
      : answer.headers;
  });
}

/** The policy without one host, in every directive: `js.stripe.com` takes `https://js.stripe.com` and no other. */
export const withoutHost = (policy, host) =>
  policy
    .split('; ')
    .map((directive) => directive.split(' ').filter((word) => word !== `https://${host}`))
    .map((words) => words.join(' '))
    .join('; ');

/** stripe-local is met on loopback only and names itself so: on the way its names become Stripe's, and back. */
function passToStripe(request, response, stripeUrl) {
  const { port } = new URL(stripeUrl);
  const { origin } = request.headers;
  const headers = {
    ...own(request.headers),
    host: new URL(stripeUrl).host,
    // A page of Stripe's own; a shop's is on this machine already.
    ...(isStripes(origin) && { origin: stripeUrl }),
  };
  const target = { port, headers };
  const ask = requestOver({
    host: HOST,
    agent: false,
    ...target,
    method: request.method,
    path: request.url,
  });
  // A connection that stripe-local drops is one that Stripe drops.
  ask.once('error', () => response.destroy());
  response.once('close', () => ask.destroy());
  ask.once('response', (answer) => {
    const parts = [];
    answer.on('data', (part) => parts.push(part));
    answer.once('error', () => response.destroy());
    answer.once('end', () => {
      const body = asStripe(Buffer.concat(parts), answer.headers['content-type'], stripeUrl);
      response.writeHead(answer.statusCode, {
        ...own(answer.headers),
        ...(isStripes(origin) &&
          answer.headers['access-control-allow-origin'] && {
            'access-control-allow-origin': origin,
          }),
        'content-length': body.length,
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    });
  });
  request.pipe(ask);
}

const isStripes = (origin) => STRIPE_NAMES.some((name) => origin === `https://${name}`);

const asStripe = (body, type, stripeUrl) =>
  HAS_ADDRESSES.test(type ?? '')
    ? Buffer.from(body.toString('utf8').replaceAll(stripeUrl, 'https://hooks.stripe.com'))
    : body;

function pass(request, response, { port, headers }, headersOf) {
  // A connection of its own: one that is kept may be closed by the server just when it is used again.
  const ask = requestOver({
    host: HOST,
    agent: false,
    port,
    method: request.method,
    path: request.url,
    headers,
  });
  ask.once('error', () => fail(response));
  ask.once('response', (answer) => {
    response.writeHead(answer.statusCode, own(headersOf(answer)));
    answer.pipe(response);
  });
  // A visitor who goes away is not waited for.
  response.once('close', () => ask.destroy());
  // Taken whole before it is passed on, as proxies do: an answer that comes before the end of what is sent, as 413
  // does, is lost where its server closes the connection while somebody still writes.
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.once('end', () => ask.end(Buffer.concat(parts)));
}

const own = (headers) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_WAY.has(name)));

function fail(response) {
  if (response.headersSent) response.destroy();
  else response.writeHead(502).end();
}
