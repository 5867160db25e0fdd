import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type Stripe from 'stripe';
import { WebSocketServer } from 'ws';
import type { Route } from '../api/call';
import { ACCOUNT_API_VERSION, CURRENT_API_VERSION } from '../api/versions';
import { isOwnOrigin } from '../http/origins';
import { isOwnHost } from '../http/own-host';
import type { World } from '../state/world';
import { worldOfPath } from '../worlds/names';
import { signatureHeader } from './signature';

const PATH = '/stripecli/subscribe';
/** `stripe listen` sends pings and short acknowledgements only. */
const LARGEST_MESSAGE = 64 * 1024;
/** A listener that does not say goodbye must not keep the server from ending. */
const GOODBYE_MS = 1_000;

const SESSION_PARAMS = {
  device_name: 's',
  device_url: 's',
  forward_connect_to_url: 's',
  forward_thin_connect_to_url: 's',
  forward_thin_to_url: 's',
  forward_to_url: 's',
  websocket_features: 'a',
} as const;

/** What `stripe listen` talks to: a session over the API, then a socket that events come down. */
export class CliSessions {
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
  });
  private readonly secret: string;

  constructor(private readonly world: World) {
    this.secret = `whsec_${world.ids.text(64)}`;
    const onEvent = world.onEvent;
    world.onEvent = (event) => {
      onEvent(event);
      this.send(event);
    };
    const resend = world.resend;
    world.resend = (id, target) => {
      const event = target === 'stripecli' ? world.events.find(id)?.object : undefined;
      if (event) this.send(event);
      else resend(id, target);
    };
  }

  get route(): Route {
    return {
      endpoint: 'POST /v1/stripecli/sessions',
      handle: () => this.open(),
      extra: SESSION_PARAMS,
    };
  }

  private open() {
    return {
      object: 'stripecli_session',
      default_version: ACCOUNT_API_VERSION,
      display_connect_filter_warning: false,
      latest_version: CURRENT_API_VERSION,
      reconnect_delay: 86_400,
      secret: this.secret,
      websocket_authorized_feature: 'webhooks',
      websocket_id: `cliws_${this.world.ids.text(20)}`,
      websocket_url: this.world.baseUrl.replace('http:', 'ws:') + PATH,
    };
  }

  subscribe(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A listener that goes in the middle of a message is no failure of ours.
    this.sockets.handleUpgrade(request, socket, head, (listener) => {
      listener.on('error', () => listener.terminate());
    });
  }

  close(): void {
    for (const socket of this.sockets.clients) {
      socket.close();
      setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
    }
  }

  // Each event goes out in both versions; the CLI passes on the one it was started for.
  private send(event: Stripe.EventBase): void {
    for (const version of this.sockets.clients.size ? [null, CURRENT_API_VERSION] : []) {
      const payload = JSON.stringify(
        { ...event, api_version: version ?? event.api_version },
        null,
        2,
      );
      const message = JSON.stringify({
        type: 'webhook_event',
        endpoint: { api_version: version },
        event_payload: payload,
        http_headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Stripe-Signature': signatureHeader(payload, this.secret, Math.floor(Date.now() / 1000)),
          'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
        webhook_conversation_id: `wc_${this.world.ids.text(24)}`,
        webhook_id: `wh_${this.world.ids.text(24)}`,
      });
      for (const socket of this.sockets.clients) socket.send(message);
    }
  }
}

/** Opens the sockets of `stripe listen`, each in the world that its address names. */
export function listenForCli(
  server: Server,
  sessionsOf: (name: string | null) => CliSessions | undefined,
): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuse = (status: string) => {
      socket.on('error', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    // A page may open a socket to anywhere, and is told no answer that keeps it from reading.
    if (!isOwnHost(request.headers.host) || !isOwnOrigin(request.headers.origin)) {
      refuse('403 Forbidden');
      return;
    }
    const { name, path } = worldOfPath(request.url ?? '/');
    const sessions = path.split('?')[0] === PATH ? sessionsOf(name) : undefined;
    if (sessions) sessions.subscribe(request, socket, head);
    else refuse('400 Bad Request');
  });
}
