import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { changeOrder, findOrderById } from '@/db/queries/orders';
import { personalData } from '@/db/personal-data';
import { insertAttention } from '@/db/queries/attention';
import { readPerson } from '@/db/queries/person';
import { listSessionsOf } from '@/db/queries/sessions';
import { findUser, linkProvider, type User } from '@/db/queries/users';
import { everyRow, everyTable } from '@/db/testing/every-table';
import { anAddress, aSession, aUser, NOON } from '@/db/testing/rows';
import { mailPasswordReset } from '../auth/reset-password';
import { database } from '../database';
import { cancelOrder } from '../orders/give-up-order';
import { syncOrder } from '../orders/sync/sync-order';
import { sendDueCalls } from '../send-due-calls';
import { openFileShop } from '../testing/file-shop';
import { aStaffMember } from '../testing/paid-order';
import { WEBHOOK_SECRET } from '../testing/shop';
import {
  addCard,
  buy,
  getOrder,
  intentIdOf,
  preorder,
  stripeCustomerOf,
  typeCard,
} from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import { SECRET_KEY } from '../testing/stripe-api';
import { syncCard } from '../wallet/sync-card';
import { deliverWebhook } from '../testing/deliver';
import { erasePerson } from './erase-person';
import { exportPerson, findPerson } from './export-person';

const { shop, control } = await openFileShop();
let mark: string;
let user: User;
let visa: Card;
beforeEach(async () => {
  mark = randomUUID().slice(0, 8);
  user = await aUser(database(), {
    email: `${mark}@example.com`,
    name: `Ada ${mark}`,
    passwordHash: `$argon2id$${mark}`,
    emailVerifiedAt: NOON,
  });
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});
afterEach(() => control.disarm());

async function sendAllDue(): Promise<void> {
  while ((await sendDueCalls()) > 0);
}

/** Delivers every event of a kind that is about the person's Customer. */
async function deliver(type: string): Promise<void> {
  const customer = await stripeCustomerOf(user);
  for (const event of await shop.stripe.events(type)) {
    const body = JSON.stringify(event);
    if (body.includes(customer)) await deliverWebhook(body, signatureOf(body));
  }
}

/** Nothing waits for its buyer's address any more. */
const isSent = (orderId: string) =>
  database().transaction(async (tx) => {
    const order = await findOrderById(tx, orderId);
    if (order) await changeOrder(tx, order, { sentAt: NOON }, NOON);
  });

/** Somebody of whom there is something everywhere. Gives a paid order of theirs. */
async function aLife(): Promise<string> {
  const account = { provider: 'github', providerAccountId: `gh-${mark}` };
  await database().transaction((tx) => linkProvider(tx, user.id, account, NOON));
  await mailPasswordReset({ email: user.email });
  await aSession(database(), user, { userAgent: `browser ${mark}` });
  await anAddress(database(), user, { name: `Ada ${mark}`, line1: `${mark} Mill Lane` });
  const { orderId, clientSecret } = await typeCard(user, { receiptEmail: `books-${mark}@x.org` });
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_mastercard');
  await syncOrder(orderId);
  const intent = await intentIdOf(orderId);
  await shop.stripe.post('refunds', { payment_intent: intent, amount: 100 });
  await syncOrder(orderId);
  await deliver('customer.created');
  await deliver('payment_intent.succeeded');
  await isSent(orderId);
  return orderId;
}

const everything = () => everyRow(database().read);

describe('every column', () => {
  it('is classed as somebody’s or nobody’s', () => {
    const tables = everyTable();
    expect(tables.map(({ key }) => key).sort()).toEqual(Object.keys(personalData).sort());
    for (const { key, name, columns } of tables) {
      const personal = personalData[key as keyof typeof personalData];
      if (personal) expect(Object.keys(personal.columns).sort(), name).toEqual(columns.sort());
      // Whatever belongs to a person says so in its name.
      else expect(columns, name).not.toContain('userId');
    }
  });
});

describe('an export', () => {
  it('tells all that is held of a person, and no secret', async () => {
    const orderId = await aLife();
    const told = await exportPerson(user.id, NOON);
    expect(told).toMatchObject({
      exportedAt: NOON,
      data: {
        users: [{ id: user.id, email: user.email, name: user.name }],
        signInAccounts: [{ provider: 'github', providerAccountId: `gh-${mark}` }],
        customers: [{ stripeCustomerId: await stripeCustomerOf(user) }],
        orders: [{ id: orderId, receiptEmail: `books-${mark}@x.org` }],
        refunds: [{ orderId, amount: 100 }],
        emailTokens: [{ purpose: 'reset_password' }],
        sessions: [{ userAgent: `browser ${mark}` }],
      },
    });
    const data = told?.data ?? {};
    expect(data.cards).toContainEqual(expect.objectContaining({ last4: '4242' }));
    expect(data.mails?.map(({ kind }) => kind).sort()).toEqual(
      ['receipt', 'refunded', 'reset_password'].sort(),
    );
    expect(data.webhookEvents?.map(({ type }) => type).sort()).toEqual(
      expect.arrayContaining(['customer.created', 'payment_intent.succeeded']),
    );
    const text = JSON.stringify(told);
    const { emailTokens, customers, intents } = database().read.tables;
    const secrets = [
      `$argon2id$${mark}`,
      ...(await database().read.select().from(emailTokens)).map(({ tokenHash }) => tokenHash),
      ...(await database().read.select().from(customers)).map(({ createKey }) => createKey),
      ...(await database().read.select().from(intents)).map(({ createKey }) => createKey),
      visa.fingerprint ?? '-',
    ];
    expect(secrets.length).toBeGreaterThan(4);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/_secret_|fingerprint|idempotency/);
  });

  it('tells nothing of anybody else', async () => {
    await aLife();
    const other = await aUser(database());
    const card = await addCard(shop.stripe, other, 'pm_card_visa');
    await buy(other, card);
    const text = JSON.stringify(await exportPerson(other.id));
    expect(text).toContain(other.email);
    expect(text).not.toContain(mark);
    expect(text).not.toContain(user.id);
  });

  it('finds a person by address or id, and nobody by anything else', async () => {
    expect(await findPerson(` ${user.email.toUpperCase()} `)).toMatchObject({ id: user.id });
    expect(await findPerson(user.id)).toMatchObject({ id: user.id });
    expect(await findPerson('nobody@example.com')).toBeNull();
    expect(await exportPerson(randomUUID())).toBeNull();
  });
});

describe('erasing', () => {
  it('leaves the books, and nothing that names anybody', async () => {
    const orderId = await aLife();
    const before = await getOrder(orderId);
    const stripeCustomerId = await stripeCustomerOf(user);
    const fingerprint = visa.fingerprint ?? '-';
    expect(await everything()).toContain(mark);
    expect(await erasePerson(user.id)).toEqual({ outcome: 'erased' });

    const left = await everything();
    expect(left).not.toContain(mark);
    // Of a test card, which others have as well.
    expect(JSON.stringify(await readPerson(database().read, user.id))).not.toContain(fingerprint);
    const nobody = `erased-${user.id}@users.invalid`;
    const { version: _version, ...kept } = before;
    expect(await getOrder(orderId)).toMatchObject({ ...kept, receiptEmail: nobody });
    const erased = await findUser(database().read, user.id);
    expect(erased).toMatchObject({ email: nobody, name: '', passwordHash: null });
    expect(await listSessionsOf(database().read, user.id)).toEqual([]);

    const rows = await readPerson(database().read, user.id);
    const empty = [null, '', 0, nobody, '{}'];
    for (const [name, personal] of Object.entries(personalData)) {
      for (const [column, kind] of Object.entries(personal?.columns ?? {})) {
        if (kind !== 'told') continue;
        const values = (rows[name] ?? []).map((row) => row[column]);
        for (const value of values) {
          expect(empty, `${name}.${column}`).toContain(
            typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
          );
        }
      }
    }

    await sendAllDue();
    expect(await shop.stripe.get(`customers/${stripeCustomerId}`)).toMatchObject({ deleted: true });
    expect(await shop.stripe.chargesOf(stripeCustomerId)).toHaveLength(1);
    // And what Stripe tells of it afterwards goes with the next time.
    expect(await erasePerson(user.id)).toEqual({ outcome: 'erased' });
    await sendAllDue();
    const { stripeCalls } = database().read.tables;
    const calls = await database().read.select().from(stripeCalls);
    expect(calls.filter(({ target }) => target === stripeCustomerId)).toHaveLength(1);
    expect(calls.filter(({ finishedAt }) => finishedAt === null)).toEqual([]);
  });

  it('gives the address back: who signs up with it is somebody else', async () => {
    await erasePerson(user.id);
    const next = await aUser(database(), { email: user.email });
    expect(next.id).not.toBe(user.id);
  });

  it('refuses a click of theirs that was let in before', async () => {
    await erasePerson(user.id);
    await expect(buy(user, visa)).rejects.toMatchObject({ code: 'signed_out' });
    await sendAllDue();
    await expect(buy(user, visa)).rejects.toMatchObject({ code: 'signed_out' });
    await expect(addCard(shop.stripe, user, 'pm_card_visa')).rejects.toMatchObject({
      code: 'signed_out',
    });
  });

  it('is gone on with after a crash: the calls were written down with it', async () => {
    await sendAllDue();
    const stripeCustomerId = await stripeCustomerOf(user);
    await erasePerson(user.id);
    const { stripeCalls } = database().read.tables;
    const written = await database().read.select().from(stripeCalls);
    const open = written.filter(({ finishedAt }) => finishedAt === null);
    expect(open.map(({ operation }) => operation).sort()).toEqual(
      ['delete_customer', 'detach_card'].sort(),
    );
    expect(await erasePerson(user.id)).toEqual({ outcome: 'erased' });
    expect(await database().read.select().from(stripeCalls)).toHaveLength(written.length);
    await sendAllDue();
    expect(await shop.stripe.get(`customers/${stripeCustomerId}`)).toMatchObject({ deleted: true });
  });

  it('does not bring a card back that Stripe tells of late', async () => {
    await erasePerson(user.id);
    expect(await syncCard(visa.stripePaymentMethodId)).toMatch(/erased/);
    const [card] = (await readPerson(database().read, user.id)).cards ?? [];
    expect(card).toMatchObject({ last4: '', brand: '', state: 'detached' });
    await sendAllDue();
  });

  const isRefused = async (kind: string, orderId: string) => {
    const { reference } = await getOrder(orderId);
    const before = await findUser(database().read, user.id);
    expect(await erasePerson(user.id)).toEqual({
      outcome: 'under_way',
      underWay: [{ kind, reference }],
    });
    expect(await findUser(database().read, user.id)).toEqual(before);
  };

  it('waits for a payment that the bank asks about, and one that nobody has confirmed', async () => {
    const asking = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const { orderId } = await buy(user, asking);
    await isRefused('payment', orderId);
    await cancelOrder(user, { orderId });
    expect(await erasePerson(user.id)).toEqual({ outcome: 'erased' });
  });

  it('waits for an order that a browser may still pay', async () => {
    const { orderId } = await typeCard(user);
    await isRefused('unpaid_order', orderId);
  });

  it('waits for a pre-order', async () => {
    const { orderId } = await preorder(user, visa);
    await isRefused('preorder', orderId);
  });

  it('waits for what is paid and not sent: its address would be gone', async () => {
    const { orderId } = await buy(user, visa);
    await isRefused('to_send', orderId);
    await isSent(orderId);
    expect(await erasePerson(user.id)).toEqual({ outcome: 'erased' });
  });

  it('waits for a refund that is on its way', async () => {
    const pending = await addCard(shop.stripe, user, 'pm_card_pendingRefund');
    const { orderId } = await buy(user, pending);
    await shop.stripe.post('refunds', { payment_intent: await intentIdOf(orderId) });
    await syncOrder(orderId);
    await isRefused('refund', orderId);
  });

  it('waits for a dispute that is open', async () => {
    const disputed = await addCard(shop.stripe, user, 'pm_card_createDispute');
    const { orderId } = await buy(user, disputed);
    await syncOrder(orderId);
    await isRefused('dispute', orderId);
  });

  it('waits for what is owed', async () => {
    const { orderId } = await buy(user, visa);
    const { amount, currency } = await getOrder(orderId);
    await database().transaction((tx) =>
      insertAttention(tx, { orderId, kind: 'oversold', cause: 'pi_1', amount, currency }, NOON),
    );
    await isRefused('owed', orderId);
  });

  it('is not for staff, nor for nobody', async () => {
    const staff = await aStaffMember();
    expect(await erasePerson(staff.id)).toEqual({ outcome: 'staff' });
    expect(await erasePerson(randomUUID())).toEqual({ outcome: 'not_there' });
  });
});

describe('npm run person', () => {
  const person = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/person.ts', ...args], {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        DATABASE_URL: `file:${shop.databaseFile}`,
        APP_URL: 'http://127.0.0.1:4350',
        AUTH_SECRET: 'a secret of more than thirty-two characters',
        STRIPE_SECRET_KEY: SECRET_KEY,
        STRIPE_PUBLISHABLE_KEY: 'pk_test_cardkeep',
        STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
        STRIPE_LOCAL_URL: shop.stripeUrl,
        LOG_LEVEL: 'silent',
      },
    });

  it('exports by address, and says why it erases nobody', async () => {
    const [exported, erased] = await Promise.allSettled([
      person('export', user.email.toUpperCase()),
      person('erase', (await aStaffMember()).id),
    ]);
    const { stdout } = (exported as PromiseFulfilledResult<{ stdout: string }>).value;
    expect(JSON.parse(stdout)).toMatchObject({ data: { users: [{ id: user.id }] } });
    expect(erased).toMatchObject({
      reason: { code: 1, stderr: expect.stringContaining('Take the role') as string },
    });
  });
});
