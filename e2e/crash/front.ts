import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { HOST } from '@/scripts/parts/ports.mjs';

/** Asked this often, in ms, who is ready: a server that ends says so for longer. */
const LOOK_EVERY_MS = 100;

/**
 * What stands before the servers of a shop: it asks each of them whether it is ready, sends every
 * request to the next one that is, and keeps connections open, as proxies do. It repeats nothing.
 */
export class Front {
  private readonly agent = new Agent({ keepAlive: true });
  private ready: string[] = [];
  private turn = 0;
  private isOpen = true;
  private readonly server = createServer((from, to) => this.pass(from, to));
  /** How many requests each server has answered. */
  readonly answered = new Map<string, number>();

  private constructor(private readonly servers: readonly string[]) {}

  static async open(port: number, servers: readonly string[]): Promise<Front> {
    const front = new Front(servers);
    await new Promise<void>((resolve) => front.server.listen(port, HOST, resolve));
    void front.look();
    return front;
  }

  isReady = (server: string): boolean => this.ready.includes(server);

  async close(): Promise<void> {
    this.isOpen = false;
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async look(): Promise<void> {
    while (this.isOpen) {
      const found = await Promise.all(this.servers.map(answersReady));
      this.ready = this.servers.filter((_, place) => found[place]);
      await wait(LOOK_EVERY_MS);
    }
  }

  private pass(from: IncomingMessage, to: ServerResponse): void {
    const server = this.ready[this.turn++ % Math.max(this.ready.length, 1)];
    if (server === undefined) {
      to.writeHead(503).end('nobody is ready');
      return;
    }
    const { method, url, headers } = from;
    const { hostname, port } = new URL(server);
    const passed = request(
      { agent: this.agent, hostname, port, method, path: url, headers },
      (answer) => {
        this.answered.set(server, (this.answered.get(server) ?? 0) + 1);
        const { connection: _, ...rest } = answer.headers;
        to.writeHead(answer.statusCode ?? 502, rest);
        answer.pipe(to);
      },
    );
    passed.on('error', (error) => {
      if (to.headersSent) to.destroy(error);
      else to.writeHead(502).end(String(error));
    });
    from.pipe(passed);
  }
}

async function answersReady(server: string): Promise<boolean> {
  try {
    return (await fetch(`${server}/api/health/ready`)).ok;
  } catch {
    return false;
  }
}
