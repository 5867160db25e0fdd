import http from 'node:http';
import https from 'node:https';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import Stripe from 'stripe';
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

/** With these the SDK sends once more by itself, whatever its settings say. */
const REPEATED_BY_SDK: readonly unknown[] = Stripe.HttpClient.CONNECTION_CLOSED_ERROR_CODES;

/**
 * What the SDK sends through. When and how often something is sent again is decided in one place,
 * `send.ts`: a connection that was reset reaches it as any other fault does.
 */
export function punctualHttpClient(protocol: 'http' | 'https'): Stripe.HttpClient {
  const { Agent } = protocol === 'http' ? http : https;
  const agent = connectingWithin(CONNECT_WITHIN_MS, new Agent({ keepAlive: true }));
  const node = Stripe.createNodeHttpClient(agent);
  return {
    getClientName: () => node.getClientName(),
    makeRequest: async (...request) => {
      try {
        return await node.makeRequest(...request);
      } catch (error) {
        if (!REPEATED_BY_SDK.includes((error as { code?: unknown }).code)) throw error;
        throw new Error('the connection was reset', { cause: error });
      }
    },
  };
}
