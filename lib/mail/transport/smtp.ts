import { createTransport } from 'nodemailer';
import type { Message } from '../compose';

/** `later` may go better another time; `never` was refused for good. */
export type Delivery = { outcome: 'sent' } | { outcome: 'later' | 'never'; reason: string };

/**
 * In ms. A mail server answers in a second or two; the library's own ten minutes would outlast the
 * claim on the mail, and another worker would send it a second time.
 */
const TIMEOUTS = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 15_000,
};

type Server = { smtpUrl: string; from: string };

/** Hands a mail to the mail server. A refusal or a fault is an answer; it does not throw. */
export async function sendOverSmtp(
  { smtpUrl, from }: Server,
  { messageId, to, date, subject, text, html }: Message,
): Promise<Delivery> {
  const transport = createTransport({
    ...TIMEOUTS,
    url: smtpUrl,
    requireTLS: needsTls(smtpUrl),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      messageId,
      from,
      // As an object: text would be read as a list of addresses.
      to: { name: '', address: to },
      date: new Date(date),
      subject,
      text,
      html,
      // So that nobody's holiday note answers. Source: RFC 3834, section 5.
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { outcome: 'sent' };
  } catch (error) {
    return refusalOf(error);
  } finally {
    transport.close();
  }
}

/** A password crosses a network only within TLS; a server on this machine is met on no network. */
export function needsTls(smtpUrl: string): boolean {
  const { username, hostname } = new URL(smtpUrl);
  return username !== '' && !/^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname);
}

/**
 * Final is what the server says for good (5xx) of this recipient or this message. The same about
 * the connection, the password or the sender is a fault of the settings, which somebody will mend.
 */
function refusalOf(error: unknown): Delivery {
  const reason = String(error instanceof Error ? error.message : error).slice(0, 500);
  const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string };
  const isFinal = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
  return { outcome: isFinal ? 'never' : 'later', reason };
}
