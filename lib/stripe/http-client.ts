import http from 'node:http';
import https from 'node:https';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import Stripe from 'stripe';
import { timeLeft } from './deadline';
import { CONNECT_WITHIN_MS } from './patience';

/**
 * Has an agent give up connections that take longer than `ms` to come about. Node's own time-outs
 * begin once a socket is connected: a host that drops packets would be waited for as long as the
 * operating system likes, which is minutes.
 */
export function connectingWithin<A extends http.Agent>(ms: number, agent: A): A {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (socket instanceof Socket) {
      const giveUp = () => socket.destroy(new Error(`no connection within ${ms} ms`));
      const timer = setTimeout(giveUp, ms);
      const stop = () => clearTimeout(timer);
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', stop);
      socket.once('close', stop);
    }
    return socket;
  };
  return agent;
}

/**
 * What the SDK sends through. It sends once more by itself after a connection was reset, whatever
 * its settings say; here that ends with the click, too.
 */
export function punctualHttpClient(protocol: 'http' | 'https'): Stripe.HttpClient {
  const { Agent } = protocol === 'http' ? http : https;
  const agent = connectingWithin(CONNECT_WITHIN_MS, new Agent({ keepAlive: true }));
  const node = Stripe.createNodeHttpClient(agent);
  return {
    getClientName: () => node.getClientName(),
    makeRequest: async (...request) => {
      // A connection may take that long to come about, and only then is anything sent.
      const isOver = timeLeft() < CONNECT_WITHIN_MS;
      if (isOver) throw new Error('the click is over: nothing is sent any more');
      return node.makeRequest(...request);
    },
  };
}
