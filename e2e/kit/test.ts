import { test as base, type BrowserContext, type Page } from 'playwright/test';
import type { StripeLocalClient } from '@/stripe-local/client';
import type { App, Someone } from './app';
import { Challenge } from './challenge';
import { Complaints } from './complaints';
import { Mail, type MailPage } from './mail';
import type { PageOf, PagesOfApp } from './pages';
import { PaymentForm } from './payment-form';
import { connectToStripe, type MerchantsStripe } from './stripe-client';
import { Webhooks } from './webhooks';

export type OfKit<Who extends Someone, Pages extends PagesOfApp> = {
  /** stripe-local's control API; a test that asks for it is skipped against Stripe itself. */
  stripeLocal: StripeLocalClient;
  /** What the browsers complained of: a test fails on what it did not expect. */
  complaints: Complaints;
  /** What is done to every browser before its first page. An app may do more. */
  prepare: (context: BrowserContext) => Promise<void>;
  /** A browser beside the first one, with cookies of its own; with somebody signed in, where they are named. */
  openBrowser: (who?: Who) => Promise<{ context: BrowserContext; page: Page }>;
  /** Signs somebody in on `page`: a new buyer, unless somebody is named. */
  signedInAs: (who?: Who) => Promise<Who>;

  /** Stripe's Payment Element, wherever on `page` it stands. */
  card: PaymentForm;
  /** The question of the buyer's bank. */
  bank: Challenge;
  webhook: Webhooks;
  mail: Mail<PageOf<Pages, 'mail'> & MailPage>;

  // The app's own page objects, on `page`; the desk in a browser of its own, with staff signed in.
  wallet: PageOf<Pages, 'wallet'>;
  checkout: PageOf<Pages, 'checkout'>;
  order: PageOf<Pages, 'order'>;
  desk: PageOf<Pages, 'desk'>;
};

export type OfKitsWorker<Who extends Someone, Pages extends PagesOfApp> = {
  app: App<Who, Pages>;
  stripe: MerchantsStripe;
};

/** Playwright's `test` with the kit's fixtures, for an app that gives its own `app`. */
export const kitFor = <Who extends Someone, Pages extends PagesOfApp>() =>
  base.extend<OfKit<Who, Pages>, OfKitsWorker<Who, Pages>>({
    app: [
      async ({}, _use) => {
        throw new Error('the kit knows no app: give it the fixture `app` (e2e/kit/README.md)');
      },
      { scope: 'worker' },
    ],
    stripe: [async ({ app }, use) => use(connectToStripe(app.stripe)), { scope: 'worker' }],
    baseURL: async ({ app }, use) => use(app.url),

    stripeLocal: async ({ app }, use, testInfo) => {
      const { control } = app.stripe;
      if (!control) return testInfo.skip(true, 'only stripe-local can be told what to do');
      await use(control);
    },
    complaints: [
      async ({ trace }, use) => {
        const complaints = new Complaints();
        if (trace !== 'off') complaints.allowTracing();
        await use(complaints);
        const unexpected = complaints.unexpected().join('\n');
        if (unexpected) throw new Error(`the browser complained:\n${unexpected}`);
      },
      { auto: true },
    ],
    prepare: async ({ complaints }, use) =>
      use(async (context) => {
        complaints.listenTo(context);
      }),
    context: async ({ context, prepare }, use) => {
      await prepare(context);
      await use(context);
    },
    openBrowser: async ({ app, browser, prepare, baseURL, locale }, use) => {
      const opened: BrowserContext[] = [];
      await use(async (who) => {
        const context = await browser.newContext({ locale, baseURL });
        opened.push(context);
        await prepare(context);
        if (who) await peopleOf(app).signIn(context, who);
        return { context, page: await context.newPage() };
      });
      for (const context of opened) await context.close();
    },
    signedInAs: async ({ app, context }, use) =>
      use(async (who) => {
        const people = peopleOf(app);
        const somebody = who ?? (await people.newBuyer());
        await people.signIn(context, somebody);
        return somebody;
      }),

    card: async ({ page }, use) => use(new PaymentForm(page)),
    bank: async ({ page }, use) => use(new Challenge(page)),
    webhook: async ({ app, stripe }, use) =>
      use(await Webhooks.from(stripe, (eventId) => app.hasHandled(eventId))),
    mail: async ({ app, page }, use, testInfo) => {
      if (app.cannot?.mail !== undefined) return testInfo.skip(true, app.cannot.mail);
      await use(new Mail(pageOf(app, page, 'mail')));
    },

    wallet: async ({ app, page }, use) => use(pageOf(app, page, 'wallet')),
    checkout: async ({ app, page }, use) => use(pageOf(app, page, 'checkout')),
    order: async ({ app, page }, use) => use(pageOf(app, page, 'order')),
    desk: async ({ app, openBrowser }, use) => {
      const { page } = await openBrowser(await peopleOf(app).newStaff());
      await use(pageOf(app, page, 'desk'));
    },
  });

function peopleOf<Who extends Someone, Pages extends PagesOfApp>({ people }: App<Who, Pages>) {
  if (!people) throw new Error('this app has told the kit of no people (`people` of its `app`)');
  return people;
}

function pageOf<Who extends Someone, Pages extends PagesOfApp, Name extends keyof PagesOfApp>(
  app: App<Who, Pages>,
  page: Page,
  name: Name,
) {
  const found = app.pages(page)[name];
  if (!found) throw new Error(`this app has told the kit of no ${name} (\`pages\` of its \`app\`)`);
  return found as unknown as PageOf<Pages, Name> & NonNullable<PagesOfApp[Name]>;
}
