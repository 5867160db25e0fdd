import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSmtpSink, type SmtpSink } from '../../testing/smtp-sink';
import { needsTls, sendOverSmtp } from './smtp';

let sink: SmtpSink;
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.close());
beforeEach(() => {
  sink.delivered.length = 0;
  sink.heard.length = 0;
  sink.says({});
});

const message = {
  messageId: '<one@shop.example>',
  to: 'ada@example.com',
  date: Date.parse('2027-05-01T12:00:00Z'),
  subject: 'Receipt for Œuvre (ABCD)',
  text: 'Thank you.\n\n.a line that begins with a dot\n',
  html: '<p>Thank you.</p>',
};
const from = 'Cardkeep <shop@example.com>';
const send = (given: Partial<typeof message> = {}, smtpUrl = sink.url) =>
  sendOverSmtp({ smtpUrl, from }, { ...message, ...given });

describe('a mail server', () => {
  it('is handed the mail, as text and as HTML, under our own id', async () => {
    expect(await send()).toEqual({ outcome: 'sent' });
    const [mail] = sink.delivered;
    expect(mail).toMatchObject({ from: 'shop@example.com', to: 'ada@example.com' });
    expect(mail?.raw).toContain('Message-ID: <one@shop.example>');
    expect(mail?.raw).toContain('Date: Sat, 01 May 2027 12:00:00 +0000');
    expect(mail?.raw).toContain('Auto-Submitted: auto-generated');
    expect(mail?.raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(mail?.raw).toContain('.a line that begins with a dot');
    expect(mail?.raw).toContain('<p>Thank you.</p>');
  });

  it('gets no header from a subject, and one recipient from an address', async () => {
    await send({ subject: 'Receipt\r\nBcc: eve@evil.example', to: 'a@b.c' });
    expect(sink.delivered[0]?.raw).not.toMatch(/^Bcc:/im);
    expect(sink.heard.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<a@b.c>']);
  });

  it('is given the password that stands in its address', async () => {
    const url = `smtp://shop:p%40ss@127.0.0.1:${sink.port}`;
    expect(await send({}, url)).toEqual({ outcome: 'sent' });
    const plain = Buffer.from('\0shop\0p@ss').toString('base64');
    expect(sink.heard).toContain(`AUTH PLAIN ${plain}`);
  });

  it.each([
    ['RCPT', '450 4.2.1 try later', 'later'],
    ['message', '451 4.3.0 try later', 'later'],
    ['MAIL', '421 too busy', 'later'],
    ['greeting', '421 too busy', 'later'],
    // These are said of us, not of the mail: somebody will mend the settings.
    ['greeting', '554 not for you', 'later'],
    ['MAIL', '550 no such sender', 'later'],
    ['RCPT', '550 5.1.1 no such person', 'never'],
    ['message', '554 5.7.1 looks like spam', 'never'],
    ['DATA', '554 no', 'never'],
  ] as const)('that says at %s "%s": %s', async (stage, words, outcome) => {
    sink.says({ [stage]: words });
    const delivery = await send();
    expect(delivery).toMatchObject({ outcome });
    expect(delivery).toHaveProperty('reason', expect.stringContaining(words) as string);
  });

  it('that refuses our password is tried again, and its answer holds none', async () => {
    sink.says({ AUTH: '535 5.7.8 wrong' });
    const delivery = await send({}, `smtp://shop:secret@127.0.0.1:${sink.port}`);
    expect(delivery).toMatchObject({ outcome: 'later' });
    expect(JSON.stringify(delivery)).not.toContain('secret');
  });

  it.each(['greeting', 'EHLO', 'RCPT', 'DATA', 'message'] as const)(
    'that hangs up at %s is tried again',
    async (stage) => {
      sink.says({ [stage]: 'drop' });
      expect(await send()).toMatchObject({ outcome: 'later' });
    },
  );

  it('that is not there is tried again', async () => {
    const gone = await startSmtpSink();
    await gone.close();
    expect(await send({}, gone.url)).toMatchObject({ outcome: 'later' });
  });
});

describe('a password', () => {
  it.each([
    ['smtp://user:secret@mail.example:587', true],
    ['smtp://user:secret@127.0.0.1:1025', false],
    ['smtp://user:secret@localhost.example:25', true],
    ['smtp://mail.example:25', false],
  ])('crosses a network within TLS only: %s', (url, needs) => expect(needsTls(url)).toBe(needs));
});
