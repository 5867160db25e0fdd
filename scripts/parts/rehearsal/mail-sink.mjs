import { createServer } from 'node:http';
import { HOST } from '../ports.mjs';
import { lettersPage, letterPage } from './letter-pages.mjs';
import { readLetter } from './read-letter.mjs';

/**
 * A mail server that keeps what it is given: the shop's own transport speaks to it as it does to a real one. What it
 * took is read at `pagesPort`, under the addresses and headings that the shop's own outbox has in local mode.
 * @param {{ smtpPort: number, pagesPort: number }} options
 */
export async function startMailSink({ smtpPort, pagesPort }) {
  // Loaded when it is needed: whoever starts the tests on a fresh machine has no packages yet.
  const { SMTPServer } = await import('smtp-server');
  const letters = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const parts = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address).join(', ');
        letters.push({ to, ...readLetter(Buffer.concat(parts).toString('latin1')) });
        done();
      });
    },
  });
  // A client that goes away in the middle of a letter sends it again.
  server.on('error', () => undefined);
  await listening(server, smtpPort);
  const pages = createServer((request, response) => {
    const at = /^\/dev\/outbox\/(\d+)$/.exec(request.url)?.[1];
    const page =
      request.url === '/dev/outbox'
        ? lettersPage(letters)
        : at !== undefined && letters[at]
          ? letterPage(letters[at])
          : null;
    response.writeHead(page === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page ?? '');
  });
  await listening(pages, pagesPort);
  return {
    end: async () => {
      pages.closeAllConnections();
      await Promise.all([server, pages].map((each) => new Promise((done) => each.close(done))));
    },
  };
}

const listening = (server, port) =>
  new Promise((ready, fail) => {
    server.once('error', fail);
    server.listen(port, HOST, ready);
  });
