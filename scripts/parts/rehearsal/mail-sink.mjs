import { HOST } from '../ports.mjs';

/**
 * A mail server that keeps what it is given: the shop's own transport speaks to it as it does to a real one. What it
 * took is asked for over HTTP by the tests, the newest first.
 */
export async function startMailSink() {
  // Loaded when they are needed: whoever starts the tests on a fresh machine has no packages yet.
  const { SMTPServer } = await import('smtp-server');
  const letters = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const parts = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        letters.unshift({ to, raw: Buffer.concat(parts).toString('utf8') });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise((ready) => server.listen(0, HOST, ready));
  return {
    url: `smtp://${HOST}:${server.server.address().port}`,
    letters,
    end: () => new Promise((done) => server.close(done)),
  };
}
