import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

type Stage = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'message';

/** What the server says at a stage; `drop` ends the connection without a word. */
type Says = Partial<Record<Stage, string>>;

export type Delivered = { from: string; to: string; raw: string };

export type SmtpSink = {
  url: string;
  port: number;
  /** Every message that arrived whole, accepted or not. */
  delivered: Delivered[];
  /** Every command line, in order. */
  heard: string[];
  /** How the next conversations go; without a word for a stage, well. */
  says: (says: Says) => void;
  close: () => Promise<void>;
};

const politely: Record<Stage, string> = {
  greeting: '220 sink ESMTP',
  EHLO: '250-sink\r\n250 AUTH PLAIN',
  AUTH: '235 come in',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  message: '250 taken',
};

/** A mail server that keeps what it is given: the conversation is real, line by line. Source: RFC 5321. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const delivered: Delivered[] = [];
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  let says: Says = {};

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A client that was dropped may still be writing.
    socket.on('error', () => socket.destroy());
    void talk(socket);
  });

  async function talk(socket: Socket): Promise<void> {
    const say = (stage: Stage) => {
      const words = says[stage] ?? politely[stage];
      if (words === 'drop') socket.destroy();
      else socket.write(`${words}\r\n`);
      return words;
    };
    const letter: Delivered = { from: '', to: '', raw: '' };
    let isData = false;
    say('greeting');
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      if (isData && line === '.') {
        isData = false;
        delivered.push({ ...letter });
        say('message');
        continue;
      }
      if (isData) {
        letter.raw += `${line.replace(/^\./, '')}\n`;
        continue;
      }
      heard.push(line);
      const command = line.slice(0, 4).toUpperCase();
      if (command === 'QUIT') socket.end('221 bye\r\n');
      else if (command === 'MAIL') letter.from = addressIn(line);
      else if (command === 'RCPT') letter.to = addressIn(line);
      if (command !== 'QUIT' && say(command as Stage).startsWith('354')) isData = true;
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    delivered,
    heard,
    says: (next) => {
      says = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const addressIn = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';
