import { createHash } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type Stripe from 'stripe';
import type { Route } from '../api/call';
import { ACCOUNT_API_VERSION, CURRENT_API_VERSION } from '../api/versions';
import type { World } from '../state/world';
import { signatureHeader } from './signature';
import { closeFrame, pongFrame, readFrames, textFrame } from './socket-frames';

const PATH = '/stripecli/subscribe';
/** The constant that RFC 6455 has the server prove its understanding with. */
const HANDSHAKE = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

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
  private readonly sockets = new Set<Duplex>();
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

  listenOn(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
      if (request.url?.startsWith(PATH)) this.accept(request, socket);
      else socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    });
  }

  close(): void {
    for (const socket of this.sockets) socket.end(closeFrame(), () => socket.destroy());
  }

  private accept(request: IncomingMessage, socket: Duplex): void {
    const key = String(request.headers['sec-websocket-key']);
    const proof = createHash('sha1')
      .update(key + HANDSHAKE)
      .digest('base64');
    const protocol = request.headers['sec-websocket-protocol'];
    socket.write(
      [
        'HTTP/1.1 101 Switching Protocols',
        'Upgrade: websocket',
        'Connection: Upgrade',
        `Sec-WebSocket-Accept: ${proof}`,
        ...(protocol ? [`Sec-WebSocket-Protocol: ${protocol.split(',')[0]}`] : []),
        '\r\n',
      ].join('\r\n'),
    );
    this.sockets.add(socket);
    let waiting = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      const { frames, rest } = readFrames(Buffer.concat([waiting, bytes]));
      waiting = Buffer.from(rest);
      for (const { kind, payload } of frames) {
        if (kind === 'ping') socket.write(pongFrame(payload));
        if (kind === 'close') socket.end(closeFrame());
      }
    });
    const gone = () => this.sockets.delete(socket);
    socket.on('close', gone);
    socket.on('error', gone);
  }

  // Each event goes out in both versions; the CLI passes on the one it was started for.
  private send(event: Stripe.EventBase): void {
    for (const version of this.sockets.size ? [null, CURRENT_API_VERSION] : []) {
      const payload = JSON.stringify(
        { ...event, api_version: version ?? event.api_version },
        null,
        2,
      );
      const message = textFrame(
        JSON.stringify({
          type: 'webhook_event',
          endpoint: { api_version: version },
          event_payload: payload,
          http_headers: {
            'Content-Type': 'application/json; charset=utf-8',
            'Stripe-Signature': signatureHeader(
              payload,
              this.secret,
              Math.floor(Date.now() / 1000),
            ),
            'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          },
          webhook_conversation_id: `wc_${this.world.ids.text(24)}`,
          webhook_id: `wh_${this.world.ids.text(24)}`,
        }),
      );
      for (const socket of this.sockets) socket.write(message);
    }
  }
}
