import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listMails, type Mail } from '@/db/queries/mails';
import { changeOrder } from '@/db/queries/orders';
import { findUser, type User } from '@/db/queries/users';
import { aUser } from '@/db/testing/rows';
import { confirmAddress } from '../auth/confirm-address';
import { mailPasswordReset } from '../auth/reset-password';
import { isGoodLink, sendVerificationAgain } from '../auth/verify-email';
import { signUp } from '../auth/sign-up';
import { database } from '../database';
import { compose } from '../mail/compose';
import { listDeskMails } from '../desk/read-mails';
import { mayPreorder } from '../mail/route';
import { sendDueMails } from '../mail/send-due-mails';
import { syncOrder } from '../orders/sync/sync-order';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  addressOf,
  aShopper,
  buy,
  getOrder,
  intentIdOf,
  preorder,
  SALT_LEDGER,
  shownOfPreorder,
  aPurchase,
  typeCard,
} from '../testing/shopper';
import { startPreorder } from '../orders/preorder/typed-card';
import { syncSetup } from '../setups/sync-setup';
import { CHARGE_LATER_VERSION } from '../domain/preorder';
import { askBuyer } from './ask-buyer';
import { writeMail } from './write-mail';

const { shop } = await openFileShop();
afterEach(() => vi.useRealTimers());

const DAY_MS = 24 * 60 * 60_000;
const newEmail = (tag = '') => `ada-${randomUUID()}${tag}@example.com`;

/** The oldest first. */
const mails = async (which: (mail: Mail) => boolean): Promise<Mail[]> =>
  (await listMails(database().read, 10_000)).filter(which).reverse();
const mailsTo = (email: string) => mails(({ recipient }) => recipient === email);
const mailsOf = (orderId: string) => mails((mail) => mail.orderId === orderId);

async function signedUp(email = newEmail()): Promise<User> {
  await signUp({ name: 'Ada', email, password: 'a print for every wall' });
  const [mail] = await mailsTo(email);
  const user = mail && (await findUser(database().read, mail.userId));
  if (!user) throw new Error('nobody signed up');
  return user;
}
const confirm = (user: User) =>
  database().transaction((tx) => confirmAddress(tx, user.id, Date.now()));
const isOut = ({ heldBack }: Mail) => heldBack === null;
const tokenIn = (mail: Mail): string =>
  /\?token=(\S+)/.exec(compose(mail, mail.createdAt).text)?.[1] ?? '';

describe('an address that nobody has confirmed', () => {
  it('gets six links a day, whoever asks in whatever account, and they stay good', async () => {
    const name = `eve-${randomUUID()}`;
    const people = await Promise.all(
      ['', '+a', '+b'].map((tag) => signedUp(`${name}${tag}@example.com`)),
    );
    const asked = [];
    for (const user of [...people, ...people]) {
      asked.push(await sendVerificationAgain(user).catch((error: unknown) => error));
    }
    for (const { email } of people) await mailPasswordReset({ email });
    const all = await mails(({ recipient }) => recipient.startsWith(name));
    expect(all.filter(isOut)).toHaveLength(6);
    expect(all.filter((mail) => !isOut(mail)).map(({ heldBack }) => heldBack)).toEqual(
      Array(6).fill('day_is_full'),
    );
    // Whoever asks for themselves is told, and not that it was sent.
    expect(asked.slice(3)).toMatchObject(Array(3).fill({ code: 'too_many_tries' }));
    // What is held back ends no link that is out.
    const last = all.filter(isOut).filter(({ recipient }) => recipient === people[2]?.email);
    const newest = last.at(-1);
    expect(newest && (await isGoodLink(tokenIn(newest), 'verify_email'))).toBe(true);
    // Nothing of the address stands in the counts.
    const { rateLimits } = database().read.tables;
    expect(JSON.stringify(await database().read.select().from(rateLimits))).not.toContain(name);

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY_MS });
    const [user] = people;
    if (user) await sendVerificationAgain(user);
    expect((await mails(({ recipient }) => recipient.startsWith(name))).filter(isOut)).toHaveLength(
      7,
    );
  });

  it('gets six at most where they are asked for all at once', async () => {
    const name = `eve-${randomUUID()}`;
    const people = await Promise.all(
      Array.from({ length: 12 }, (_, n) => signedUp(`${name}+${n}@example.com`)),
    );
    expect(people).toHaveLength(12);
    const all = await mails(({ recipient }) => recipient.startsWith(name));
    expect(all.filter(isOut)).toHaveLength(6);
  });

  it('gets the receipt and the refund of what was paid', async () => {
    const user = await aUser(database());
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId } = await buy(user, visa);
    await shop.stripe.post('refunds', { payment_intent: await intentIdOf(orderId) });
    await syncOrder(orderId);
    expect(await mailsOf(orderId)).toMatchObject([
      { kind: 'receipt', recipient: user.email, heldBack: null },
      { kind: 'refunded', recipient: user.email, heldBack: null },
    ]);
  });

  it('gets nothing else until it is confirmed; then what waited goes out', async () => {
    const user = await aUser(database());
    const { orderId } = await buy(user, await addCard(shop.stripe, user, 'pm_card_visa'));
    const order = await getOrder(orderId);
    await database().transaction((tx) =>
      askBuyer(tx, order, { needs: 'card_gone', card: null, because: 'x' }, Date.now()),
    );
    const asked = async () => (await mailsOf(orderId)).filter(({ kind }) => kind !== 'receipt');
    expect(await asked()).toMatchObject([{ heldBack: 'address_unconfirmed', dueAt: null }]);
    const [row] = await asked();
    expect(await listDeskMails()).toContainEqual(
      expect.objectContaining({ id: row?.id, state: 'held_back', heldBack: 'address_unconfirmed' }),
    );
    await confirm(user);
    expect(await asked()).toMatchObject([{ heldBack: null }]);
    await sendAll();
    expect((await asked())[0]?.sentAt).not.toBeNull();
  });

  it('is asked about again when the mail leaves', async () => {
    const user = await aShopper();
    const { orderId } = await buy(user, await addCard(shop.stripe, user, 'pm_card_visa'));
    const order = await getOrder(orderId);
    await database().transaction((tx) =>
      askBuyer(tx, order, { needs: 'card_gone', card: null, because: 'x' }, Date.now()),
    );
    // Nothing of ours takes a confirmation back: everybody here loses theirs.
    await database().transaction(async (tx) => {
      await tx.update(tx.tables.users).set({ emailVerifiedAt: null });
    });
    await sendAll();
    const [receipt, asked] = await mailsOf(orderId);
    expect(receipt?.sentAt).not.toBeNull();
    expect(asked).toMatchObject({ sentAt: null, heldBack: 'address_unconfirmed', lastError: null });
  });
});

/** A go of the worker's takes a few; other tests have left some, too. */
async function sendAll(): Promise<void> {
  while ((await sendDueMails()) > 0);
}

describe('another address for receipts', () => {
  const third = () => newEmail();

  it('gets no word of a pre-order, for which nothing is paid', async () => {
    const user = await aShopper();
    const receiptEmail = third();
    const { orderId, clientSecret } = await startPreorder(user, {
      subject: await aPurchase(user, SALT_LEDGER.productSlug),
      shown: shownOfPreorder(),
      consentVersion: CHARGE_LATER_VERSION,
      to: await addressOf(user),
      receiptEmail,
      saveCardConsent: null,
    });
    const setup = await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    await syncSetup(setup.id);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'scheduled', receiptEmail });
    expect(await mailsTo(receiptEmail)).toEqual([]);
    expect(await mailsOf(orderId)).toMatchObject([
      { kind: 'preorder_confirmed', recipient: user.email, heldBack: null },
    ]);
  });

  it('gets a receipt once it is paid, and no more: a refund is told to its buyer', async () => {
    const user = await aShopper();
    const receiptEmail = third();
    const { orderId, clientSecret } = await typeCard(user, { receiptEmail });
    expect(await mailsTo(receiptEmail)).toEqual([]);
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await syncOrder(orderId);
    await shop.stripe.post('refunds', { payment_intent: await intentIdOf(orderId) });
    await syncOrder(orderId);
    expect(await mailsOf(orderId)).toMatchObject([
      { kind: 'receipt', recipient: receiptEmail, heldBack: null },
      { kind: 'refunded', recipient: user.email, heldBack: null },
    ]);
  });

  it('gets twenty receipts a day, and staff see that there were more', async () => {
    const receiptEmail = third();
    const user = await aShopper();
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId } = await buy(user, visa);
    const order = await getOrder(orderId);
    expect(await database().transaction((tx) => changeOrder(tx, order, { receiptEmail }, 0))).toBe(
      true,
    );
    const { reference, title, amount, currency } = order;
    const data = { reference, title, total: { amount, currency }, card: null, paidAt: 0 };
    for (let n = 0; n < 21; n++) {
      const news = { kind: 'receipt', userId: user.id, orderId, data } as const;
      await database().transaction((tx) =>
        writeMail(tx, { ...news, newsKey: randomUUID() }, Date.now()),
      );
    }
    const sent = await mailsTo(receiptEmail);
    expect(sent.filter(isOut)).toHaveLength(20);
    expect(sent.filter(({ heldBack }) => heldBack === 'day_is_full')).toHaveLength(1);
  });
});

describe('a pre-order', () => {
  const refused = { code: 'address_unconfirmed' };
  const typing = async (user: User) =>
    startPreorder(user, {
      subject: await aPurchase(user, SALT_LEDGER.productSlug),
      shown: shownOfPreorder(),
      consentVersion: CHARGE_LATER_VERSION,
      receiptEmail: user.email,
      saveCardConsent: null,
    });

  it('wants a confirmed address, and leaves nothing behind without', async () => {
    const user = await aUser(database());
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await expect(preorder(user, visa)).rejects.toMatchObject(refused);
    await expect(typing(user)).rejects.toMatchObject(refused);
    const { orders } = database().read.tables;
    const placed = await database().read.select().from(orders);
    expect(placed.filter(({ userId }) => userId === user.id)).toEqual([]);
    await confirm(user);
    const confirmed = await findUser(database().read, user.id);
    if (!confirmed) throw new Error('nobody');
    const { orderId } = await preorder(confirmed, visa);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'scheduled' });
  });

  it('that was placed before goes on without', async () => {
    const user = await aShopper();
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const purchaseId = randomUUID();
    const { orderId } = await preorder(user, visa, purchaseId);
    const unconfirmed = { ...user, emailVerifiedAt: null };
    expect(await preorder(unconfirmed, visa, purchaseId)).toMatchObject({ orderId });
  });

  it('asks for none where no mail leaves', () => {
    expect(mayPreorder({ emailVerifiedAt: null })).toBe(false);
    const none = { kind: 'none' } as const;
    expect(mayPreorder({ emailVerifiedAt: null }, none)).toBe(true);
    const smtp = { kind: 'smtp', smtpUrl: 'smtp://mail.example', from: 'a@b.c' } as const;
    expect(mayPreorder({ emailVerifiedAt: null }, smtp)).toBe(false);
    expect(mayPreorder({ emailVerifiedAt: 1 }, smtp)).toBe(true);
  });
});
