import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { findMail, insertMail, type Mail, type NewMail } from '@/db/queries/mails';
import { changeOrder } from '@/db/queries/orders';
import { aBuyer, anOrder, aUser, emptyDatabase, NOON } from '@/db/testing/rows';
import { database } from '../database';
import { dropsAt, type News } from '../domain/mail';
import { parseEnv } from '../env';
import { openFileShop } from '../testing/file-shop';
import { startSmtpSink } from '../testing/smtp-sink';
import { mailRoute, type MailRoute } from './route';
import { sendDueMails } from './send-due-mails';

await openFileShop();
const sink = await startSmtpSink();
afterAll(() => sink.close());
const smtp: MailRoute = { kind: 'smtp', smtpUrl: sink.url, from: 'shop@example.com' };
beforeEach(async () => {
  await emptyDatabase(database());
  sink.delivered.length = 0;
  sink.says({});
});

const none: MailRoute = { kind: 'none' };
const HOUR = 60 * 60_000;

type Given = News & Partial<Pick<NewMail, 'recipient' | 'userId' | 'orderId'>>;

/** As it stands in the outbox, whoever let it in. */
async function writeNews({ recipient = 'ada@example.com', ...given }: Given): Promise<string> {
  const userId = given.userId ?? (await aUser(database(), { email: recipient })).id;
  const mail = await database().transaction((tx) =>
    insertMail(
      tx,
      {
        orderId: null,
        newsKey: randomUUID(),
        ...given,
        userId,
        recipient,
      },
      NOON,
    ),
  );
  if (!mail) throw new Error('the mail was not written');
  return mail.id;
}

/** Asked for by somebody who waits for an hour at most. */
const write = (recipient = 'ada@example.com') =>
  writeNews({ kind: 'reset_password', data: { providers: [] }, recipient });

/** News that is worth three days. */
async function writeReceipt(reference?: string): Promise<string> {
  const buyer = await aBuyer(database());
  const order = await anOrder(database(), buyer);
  await database().transaction((tx) => changeOrder(tx, order, { paymentState: 'paid' }, NOON));
  const { id: orderId, title, amount, currency } = order;
  const named = { title, reference: reference ?? order.reference };
  const data = { ...named, total: { amount, currency }, card: null, paidAt: NOON };
  const { id: userId, email: recipient } = buyer.user;
  return writeNews({ kind: 'receipt', data, userId, orderId, recipient });
}

async function mailOf(id: string): Promise<Mail> {
  const mail = await findMail(database().read, id);
  if (!mail) throw new Error(`no mail ${id}`);
  return mail;
}

const idsOf = () => sink.delivered.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1]);

describe('mail that is due', () => {
  it('is sent once, though many workers look at once', async () => {
    const ids = [await write(), await write('bob@example.com')];
    await Promise.all(Array.from({ length: 5 }, () => sendDueMails(NOON, smtp)));
    expect(sink.delivered.map(({ to }) => to).sort()).toEqual([
      'ada@example.com',
      'bob@example.com',
    ]);
    for (const id of ids) expect(await mailOf(id)).toMatchObject({ sentAt: NOON, tries: 1 });
    expect(await sendDueMails(NOON + HOUR, smtp)).toBe(0);
    expect(sink.delivered).toHaveLength(2);
  });

  it('is tried again with growing pauses, and is the same message then', async () => {
    const id = await write();
    sink.says({ message: '451 try later' });
    await sendDueMails(NOON, smtp);
    expect(await mailOf(id)).toMatchObject({ tries: 1, dueAt: NOON + 5_000, sentAt: null });
    await sendDueMails(NOON + 4_999, smtp);
    expect(sink.delivered).toHaveLength(1);
    await sendDueMails(NOON + 5_000, smtp);
    expect(await mailOf(id)).toMatchObject({ tries: 2, dueAt: NOON + 15_000 });
    expect((await mailOf(id)).lastError).toContain('451 try later');

    sink.says({});
    expect(await sendDueMails(NOON + 15_000, smtp)).toBe(1);
    expect(await mailOf(id)).toMatchObject({ tries: 3, sentAt: NOON + 15_000, lastError: null });
    expect(new Set(idsOf())).toEqual(new Set([`<${id}@127.0.0.1>`]));
    const linkIn = (raw: string) =>
      /reset-password\?token=\S+/.exec(raw.replaceAll('=\n', ''))?.[0];
    expect(linkIn(sink.delivered[0]?.raw ?? '')).toBe(linkIn(sink.delivered[2]?.raw ?? '-'));
  });

  it('is sent again where the server took it and hung up before it said so', async () => {
    const id = await write();
    sink.says({ message: 'drop' });
    await sendDueMails(NOON, smtp);
    expect(await mailOf(id)).toMatchObject({ sentAt: null });
    sink.says({});
    await sendDueMails(NOON + 5_000, smtp);
    expect(await mailOf(id)).toMatchObject({ sentAt: NOON + 5_000 });
    expect(new Set(idsOf()).size).toBe(1);
  });

  it('that is refused for good is given up with the reason, and never tried again', async () => {
    const id = await write('nobody@example.com');
    sink.says({ RCPT: '550 no such person' });
    await sendDueMails(NOON, smtp);
    sink.says({});
    expect(await sendDueMails(NOON + HOUR / 2, smtp)).toBe(0);
    expect(await mailOf(id)).toMatchObject({ dueAt: null, sentAt: null, tries: 1 });
    expect((await mailOf(id)).lastError).toContain('550 no such person');
  });

  it('is tried a bounded number of times', async () => {
    const id = await writeReceipt();
    sink.says({ RCPT: '450 not now' });
    let { dueAt } = await mailOf(id);
    while (dueAt !== null) {
      await sendDueMails(dueAt, smtp);
      ({ dueAt } = await mailOf(id));
    }
    expect(await mailOf(id)).toMatchObject({ tries: 33, sentAt: null });
    expect((await mailOf(id)).lastError).toMatch(/^33 tries: .*450 not now/);
  });

  it('for an account without an address is given up without a conversation', async () => {
    const id = await write('github-42@users.invalid');
    await sendDueMails(NOON, smtp);
    expect(sink.delivered).toEqual([]);
    expect(await mailOf(id)).toMatchObject({ dueAt: null, sentAt: null });
  });

  it('whose words cannot be made keeps none of the others waiting', async () => {
    // As a release to come may have written it.
    const [broken, whole] = [await writeReceipt(7 as unknown as string), await write()];
    expect(await sendDueMails(NOON, smtp)).toBe(1);
    expect(await mailOf(broken)).toMatchObject({ sentAt: null, dueAt: NOON + 5_000 });
    expect(await mailOf(whole)).toMatchObject({ sentAt: NOON });
  });

  it('on the local Stripe stays here, and counts as sent', async () => {
    const id = await write();
    expect(await sendDueMails(NOON)).toBe(1);
    expect(await mailOf(id)).toMatchObject({ sentAt: NOON });
    expect(sink.delivered).toEqual([]);
  });
});

describe('without a mail server', () => {
  it('mail waits, costs no try, and goes out once there is one', async () => {
    const id = await write();
    await sendDueMails(NOON, none);
    expect(await mailOf(id)).toMatchObject({
      tries: 0,
      sentAt: null,
      dueAt: NOON + 60_000,
      lastError: 'not sent: no SMTP configured',
    });
    expect(await sendDueMails(NOON + 60_000, smtp)).toBe(1);
    expect(sink.delivered).toHaveLength(1);
  });

  it('mail is dropped when its link is over', async () => {
    const id = await write();
    const over = dropsAt(await mailOf(id));
    expect(over).toBe(NOON + HOUR);
    await sendDueMails(over - 1, none);
    await sendDueMails(over + 60_000, smtp);
    expect(sink.delivered).toEqual([]);
    expect(await mailOf(id)).toMatchObject({
      dueAt: null,
      sentAt: null,
      lastError: 'too old to be sent; before that: not sent: no SMTP configured',
    });
  });
});

describe('the way that mail takes', () => {
  const test = {
    APP_URL: 'https://shop.example.com',
    AUTH_SECRET: 'a secret of more than thirty-two characters',
    STRIPE_SECRET_KEY: 'sk_test_abcdef',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_abcdef',
    STRIPE_WEBHOOK_SECRET: 'whsec_abc',
  };
  const live = { STRIPE_SECRET_KEY: 'sk_live_abcdef', STRIPE_PUBLISHABLE_KEY: 'pk_live_abcdef' };
  const local = { STRIPE_LOCAL_URL: 'http://127.0.0.1:4242' };
  const server = { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'a@b.c' };
  it.each([
    ['the local outbox, on the local Stripe', local, 'local'],
    ['the mail server, on the local Stripe too', { ...local, ...server }, 'smtp'],
    ['the mail server', { ...live, ...server }, 'smtp'],
    ['none, in test mode', {}, 'none'],
    ['none, in live mode', live, 'none'],
  ])('is %s', (_what, settings, kind) =>
    expect(mailRoute(parseEnv({ ...test, ...settings })).kind).toBe(kind),
  );
});
