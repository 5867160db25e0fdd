import {
  claimMail,
  finishMail,
  giveUpMail,
  holdBackMail,
  holdMail,
  listDueMails,
  putOffMail,
  type Mail,
} from '@/db/queries/mails';
import { isNoAddress } from '../domain/no-address';
import { database } from '../database';
import { dropsAt } from '../domain/mail';
import { log } from '../log';
import { whyNotNow } from '../notify/write-mail';
import { pauseAfter, type Pauses } from '../backoff';
import { compose } from './compose';
import { mailRoute, type MailRoute } from './route';
import { sendOverSmtp, type Delivery } from './transport/smtp';

/** So many connections at a time: mail servers refuse more than a handful from one address. */
const AT_ONCE = 5;

/** A claim lasts longer than all time-outs of one delivery together, in ms: nobody else sends it meanwhile. */
const CLAIM_MS = 180_000;

/** Somebody may be waiting for the mail: soon after a hiccup, hourly where a server is down. */
const PAUSES: Pauses = { shortestMs: 5_000, longestMs: 60 * 60_000 };

/** With the pauses between them about a day: a mail server that is down longer will not mind us more. */
const MAX_TRIES = 33;

/** How soon a mail that nothing can send is looked at again, in ms: a new setting comes with a restart. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Sends what is due, at least once. If we die after a mail was handed over, but before that is
 * written down, it is sent again under the same Message-ID. Returns how many were sent.
 */
export async function sendDueMails(now = Date.now(), route = mailRoute()): Promise<number> {
  const due = await listDueMails(database().read, now, AT_ONCE);
  const sent = await Promise.all(due.map((mail) => sendOne(mail, route, now)));
  return sent.filter(Boolean).length;
}

async function sendOne(mail: Mail, route: MailRoute, now: number): Promise<boolean> {
  if (now >= dropsAt(mail)) {
    await giveUp(mail, `too old to be sent; before that: ${mail.lastError ?? 'nothing'}`);
    return false;
  }
  const heldBack = await whyNotNow(database().read, mail);
  if (heldBack !== null) {
    await database().transaction((tx) => holdBackMail(tx, mail.id, heldBack, now));
    return false;
  }
  if (route.kind === 'none') {
    await database().transaction((tx) =>
      holdMail(tx, mail.id, now, now + LOOK_AGAIN_MS, 'not sent: no SMTP configured'),
    );
    return false;
  }
  const isMine = await database().transaction((tx) => claimMail(tx, mail, now, now + CLAIM_MS));
  if (!isMine) return false;
  const delivery = await deliver(mail, route, now);
  if (delivery.outcome === 'sent') {
    await database().transaction((tx) => finishMail(tx, mail.id, now));
    return true;
  }
  const tries = mail.tries + 1;
  if (delivery.outcome === 'never') await giveUp(mail, delivery.reason);
  else if (tries >= MAX_TRIES) await giveUp(mail, `${tries} tries: ${delivery.reason}`);
  else await putOff(mail, now + pauseAfter(tries, PAUSES), delivery.reason);
  return false;
}

async function deliver(
  mail: Mail,
  route: Exclude<MailRoute, { kind: 'none' }>,
  now: number,
): Promise<Delivery> {
  if (isNoAddress(mail.recipient)) {
    return { outcome: 'never', reason: 'the account has no email address' };
  }
  try {
    const message = compose(mail, now);
    return route.kind === 'local' ? { outcome: 'sent' } : await sendOverSmtp(route, message);
  } catch (error) {
    // A fault of ours, which the next version may have mended before the last try.
    log().error({ error, mailId: mail.id, kind: mail.kind }, 'a mail could not be written');
    return { outcome: 'later', reason: String(error).slice(0, 500) };
  }
}

async function putOff({ id, kind }: Mail, dueAt: number, reason: string): Promise<void> {
  log().warn({ mailId: id, kind, reason }, 'a mail was not sent, and is tried again');
  await database().transaction((tx) => putOffMail(tx, id, dueAt, reason));
}

async function giveUp({ id, kind }: Mail, reason: string): Promise<void> {
  log().error({ mailId: id, kind, reason }, 'a mail was given up');
  await database().transaction((tx) => giveUpMail(tx, id, reason));
}
