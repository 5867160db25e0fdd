import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { sendOverSmtp } from './smtp';

// The sink of the other test says what it is told to, in our own belief of the protocol. This server is
// somebody else's: it reads commands, passwords and data as mail servers do.

type Letter = { from: string; to: string[]; user: unknown; raw: string };

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

async function startServer(options: SMTPServerOptions = {}) {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'shop' && password === 'p@ss word') done(null, { user: username });
      else done(new Error('Wrong password'));
    },
    onRcptTo: ({ address }, _session, done) => {
      const refusal = Object.assign(new Error('No such person'), { responseCode: 550 });
      done(address.startsWith('nobody@') ? refusal : null);
    },
    onData: (stream, { envelope, user }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope;
        const from = mailFrom ? mailFrom.address : '';
        const to = rcptTo.map(({ address }) => address);
        letters.push({ from, to, user, raw: Buffer.concat(parts).toString() });
        done();
      });
    },
    ...options,
  });
  // A connection that its client gave up is what some of these tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ended.push(() => new Promise((done) => server.close(done)));
  const { port } = server.server.address() as AddressInfo;
  return { letters, at: (user = '') => `smtp://${user}127.0.0.1:${port}` };
}

const from = 'Cardkeep <shop@example.com>';
const message = {
  messageId: '<one@shop.example>',
  to: 'ada@example.com',
  date: Date.parse('2027-05-01T12:00:00Z'),
  subject: 'Receipt for Œuvre (ABCD)',
  text: 'Thank you.\n\n.a line that begins with a dot\n',
  html: '<p>Thank you.</p>',
};
const send = (smtpUrl: string, given: Partial<typeof message> = {}) =>
  sendOverSmtp({ smtpUrl, from }, { ...message, ...given });

describe('a mail server of somebody else', () => {
  it('takes the mail, for one recipient, with its dots and its Unicode', async () => {
    const { letters, at } = await startServer();
    expect(await send(at())).toEqual({ outcome: 'sent' });
    const [letter, ...more] = letters;
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ from: 'shop@example.com', to: ['ada@example.com'] });
    expect(letter?.raw).toContain('Message-ID: <one@shop.example>\r\n');
    expect(letter?.raw).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(letter?.raw).toContain('\r\n.a line that begins with a dot\r\n');
    expect(letter?.raw).toContain('<p>Thank you.</p>');
  });

  it.each([
    'ada@example.com\r\nRCPT TO:<eve@evil.example>',
    'ada@example.com> NOTIFY=SUCCESS',
    'ada@example.com, eve@evil.example',
    '"eve@evil.example x"@example.com',
    'eve@evil.example:ada@example.com',
  ])('is never talked into another recipient: %j', async (to) => {
    const { letters, at } = await startServer();
    await send(at(), { to });
    expect(letters.flatMap((letter) => letter.to)).not.toContain('eve@evil.example');
  });

  it('checks the password', async () => {
    const { letters, at } = await startServer({ authOptional: false });
    expect(await send(at('shop:p%40ss%20word@'))).toEqual({ outcome: 'sent' });
    expect(letters).toMatchObject([{ user: 'shop' }]);
    const refused = await send(at('shop:secretive@'));
    expect(refused).toMatchObject({ outcome: 'later' });
    expect(JSON.stringify(refused)).not.toContain('secretive');
    expect(await send(at())).toMatchObject({ outcome: 'later' });
    expect(letters).toHaveLength(1);
  });

  it('refuses a recipient for good', async () => {
    const { letters, at } = await startServer();
    expect(await send(at(), { to: 'nobody@example.com' })).toMatchObject({ outcome: 'never' });
    expect(letters).toEqual([]);
  });
});

it('there is one nodemailer, and it is the one that we name', () => {
  const ours = createRequire(import.meta.url);
  const wanted = (ours('../../../package.json') as { dependencies: Record<string, string> })
    .dependencies.nodemailer;
  for (const asking of [
    ours,
    createRequire(ours.resolve('next-auth')),
    createRequire(ours.resolve('smtp-server')),
  ]) {
    const { version } = asking('nodemailer/package.json') as { version: string };
    expect(version).toBe(wanted);
  }
});
