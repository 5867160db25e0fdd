import { afterEach, expect, it } from 'vitest';
import { createTransport } from 'nodemailer';
import { freePorts } from '../ports.mjs';
import { startMailSink } from './mail-sink.mjs';
import { readLetter } from './read-letter.mjs';

const ended = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

it('shows what the shop’s own transport has handed over, the newest first', async () => {
  const [smtpPort, pagesPort] = await freePorts(2);
  const sink = await startMailSink({ smtpPort, pagesPort });
  ended.push(sink.end);
  const transport = createTransport({ url: `smtp://127.0.0.1:${smtpPort}` });
  ended.push(async () => transport.close());
  const send = (subject, text) =>
    transport.sendMail({
      from: 'shop@example.com',
      to: 'ada@example.com',
      subject,
      text,
      html: `<p>“${text}” & more</p>`,
    });
  await send('First', 'Hello.');
  const address = `https://localhost:1/verify-email?token=${'x'.repeat(80)}`;
  const long = `Receipt for Œuvre, which is a print with so long a name that its header is folded`;
  await send(long, `48,00 € für dich = gut\n\n${address}\n.dot`);

  const get = async (path) => (await fetch(`http://127.0.0.1:${pagesPort}${path}`)).text();
  const list = await get('/dev/outbox');
  expect(list.indexOf(long)).toBeGreaterThan(0);
  expect(list.indexOf(long)).toBeLessThan(list.indexOf('First'));
  expect(list).toContain('To ada@example.com');
  const letter = await get('/dev/outbox/1');
  expect(letter).toContain(`<a href="${address}">${address}</a>`);
  expect(letter).toContain('48,00 € für dich = gut');
  expect(letter).toContain('\n.dot');
  expect(letter).toContain('srcdoc="&lt;p&gt;“48,00 € für dich');
  expect((await fetch(`http://127.0.0.1:${pagesPort}/dev/outbox/2`)).status).toBe(404);
});

it('reads a letter in base64, and one without parts', () => {
  const subject = `=?UTF-8?B?${Buffer.from('Für').toString('base64')}?= =?UTF-8?Q?_dich?=`;
  const body = Buffer.from('Grüße').toString('base64');
  const raw = `Subject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;
  expect(readLetter(raw)).toEqual({ subject: 'Für dich', text: 'Grüße', html: '' });
});
