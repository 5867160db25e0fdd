import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { findUserByEmail } from '@/db/queries/users';
import type { Database } from '@/db/database';
import { AddressDialog } from '../pages/address-dialog';
import { DeskPage } from '../pages/desk-page';
import { withNewSession, type Person } from '../fixtures/person';
import { expect, test as base } from '../fixtures/test';

const FOLDER = join('.cache', 'pictures');

const SIZES = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
const THEMES = ['light', 'dark'] as const;

const ROOMS = ['to-send', 'packing', 'inbox', 'mail', 'reconciliations', 'health', 'actions'];

/** A card that is good for two months more: it can be renewed. */
async function letExpire(db: Database, userId: string, last4: string): Promise<void> {
  const soon = new Date();
  soon.setMonth(soon.getMonth() + 1, 1);
  const expires = { expMonth: soon.getMonth() + 1, expYear: soon.getFullYear() };
  await db.transaction(async (tx) => {
    const { cards } = tx.tables;
    await tx
      .update(cards)
      .set(expires)
      .where(and(eq(cards.userId, userId), eq(cards.last4, last4)));
  });
}

/** One of the people that `npm run demo` has. */
async function demoPerson(db: Database, name: 'demo' | 'desk'): Promise<Person> {
  const user = await findUserByEmail(db.read, `${name}@cardkeep.test`);
  if (!user) throw new Error(`nobody is ${name}@cardkeep.test`);
  const person = { ...user, password: '', sessionId: '', addressId: '' };
  return withNewSession(db, person, user.role);
}

const test = base.extend({
  person: async ({ db }, use) => use(await demoPerson(db, 'demo')),
  staff: async ({ db }, use) => use(await demoPerson(db, 'desk')),
});

const shoot = (page: Page, name: string, fullPage: boolean) =>
  page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage, animations: 'disabled' });

/** A page as it is, in both themes and both sizes. `whole`: to its end, not what a window shows. */
async function take(page: Page, name: string, { whole = true } = {}): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await shoot(page, `${name}-${size}-${colorScheme}`, whole);
    }
  }
  await page.setViewportSize(SIZES.desk);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** With somebody's own few colours in the place of ours. */
async function takeWithFewColours(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' });
  await shoot(page, `${name}-few-colours`, false);
  await page.emulateMedia({ forcedColors: 'none' });
}

/** What the README shows: a window of its size, by day or by night. */
async function takeForReadme(
  page: Page,
  name: string,
  { height = 800, colorScheme }: { height?: number; colorScheme?: (typeof THEMES)[number] } = {},
): Promise<void> {
  await page.setViewportSize({ width: 1280, height });
  await page.emulateMedia({ colorScheme: colorScheme ?? 'light', reducedMotion: 'reduce' });
  await shoot(page, `readme-${name}`, false);
  await page.setViewportSize(SIZES.desk);
  await page.emulateMedia({ colorScheme: 'light' });
}

test.beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
});

test('what nobody has to sign in for', async ({ page, complaints }) => {
  complaints.expect(/status of 404/);
  for (const [name, path] of Object.entries({
    'sign-in': '/sign-in',
    'sign-up': '/sign-up',
    'forgot-password': '/forgot-password',
    'reset-password': '/reset-password',
    'verify-email': '/verify-email',
    updated: '/updated?next=%2F',
    'not-found': '/no-such-page',
    'product-signed-out': '/products/tideline',
    help: '/help',
    terms: '/terms',
    privacy: '/privacy',
    outbox: '/dev/outbox',
  })) {
    await page.goto(path);
    await take(page, name);
  }
});

test('what a buyer has, and the desk', async ({
  buyerPage: page,
  person,
  deskPage: desk,
  saveCard,
  product,
  order,
  wallet,
  checkout,
  records,
  db,
}) => {
  await page.goto('/wallet');
  await take(page, 'wallet-empty');
  await page.goto('/orders');
  await take(page, 'orders-empty');

  await saveCard('pm_card_visa');
  await saveCard('pm_card_mastercard');
  await saveCard('pm_card_amex');
  await page.goto('/');
  await take(page, 'catalogue');
  await product.open('tideline');
  await take(page, 'product');
  await takeWithFewColours(page, 'product');
  await takeForReadme(page, 'product');
  // What sticks to a phone's lower edge is seen in a window only.
  await take(page, 'product-window', { whole: false });
  await page.getByRole('button', { name: 'Send it elsewhere' }).click();
  await new AddressDialog(page).another();
  await new AddressDialog(page).name();
  await take(page, 'address-dialog', { whole: false });
  await product.open('salt-ledger');
  await take(page, 'preorder-window', { whole: false });
  await take(page, 'preorder');
  await letExpire(db, person.id, '8431');
  await wallet.open();
  await take(page, 'wallet');
  await takeWithFewColours(page, 'wallet');
  await takeForReadme(page, 'wallet-dark', { height: 640, colorScheme: 'dark' });
  await wallet.askToRemove('4242');
  await take(page, 'wallet-remove', { whole: false });
  await wallet.open();
  await wallet.addCard.click();
  await wallet.card.frame();
  await take(page, 'wallet-add', { whole: false });

  await checkout.open({ product: 'dune-study' });
  await take(page, 'checkout');
  await take(page, 'checkout-window', { whole: false });
  await checkout.choice('New card').check();
  await checkout.card.frame();
  await checkout.email();
  await take(page, 'checkout-new-card');
  await takeWithFewColours(page, 'checkout');

  for (const slug of ['quiet-interference', 'orchard-rows', 'overprint-in-three', 'tideline']) {
    await product.payAtOnce(slug);
    await order.expectPaid();
  }
  await take(page, 'order-just-paid');
  await page.goto(new URL(page.url()).pathname);
  await order.expectPaid();
  await take(page, 'order');
  await page.getByRole('link', { name: 'Receipt' }).click();
  await expect(page.getByRole('article', { name: 'Receipt' })).toBeVisible();
  await take(page, 'receipt');
  await page.emulateMedia({ media: 'print' });
  await shoot(page, 'receipt-print', true);
  await page.emulateMedia({ media: 'screen' });

  await saveCard('pm_card_chargeCustomerFail');
  await checkout.open({ product: 'dune-study' });
  await checkout.choice(/0341/).check();
  await checkout.pay.click();
  await order.id();
  await order.expectState(/declined/);
  await take(page, 'order-declined');
  await take(page, 'order-declined-window', { whole: false });

  await page.goto('/orders');
  await take(page, 'orders');

  const [oldest] = await records.ordersOf(person.id);
  await new DeskPage(desk).open(`/orders/${oldest?.id ?? ''}`);
  await take(desk, 'desk-order');
  const room = new DeskPage(desk);
  await room.askForRefund();
  await room.refundDialog.getByRole('radio', { name: 'A part' }).check();
  await room.refundDialog.getByLabel('Amount').fill('12.50');
  await take(desk, 'desk-refund', { whole: false });
  await takeForReadme(desk, 'desk-refund');
  await room.refundButton('€12.50').click();
  await expect(room.refundDialog).toBeHidden();
  await room.open('/orders');
  await take(desk, 'desk-orders');
  await takeForReadme(desk, 'desk');
  await room.open(`/people/${person.id}`);
  await take(desk, 'desk-person');
  await room.open('');
  await take(desk, 'desk');
  for (const name of ROOMS) {
    await room.open(`/${name}`);
    await take(desk, `desk-${name}`);
  }
});
