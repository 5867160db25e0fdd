import { expect, type Locator } from 'playwright/test';
import type { MailPage } from './mail';
import type { PaymentForm } from './payment-form';

/**
 * What the kit asks of an app's page objects. An app has those that it has pages for; each adds what its own specs need.
 */
export type PagesOfApp = {
  wallet?: WalletPage;
  checkout?: CheckoutPage;
  order?: OrderPage<never>;
  desk?: DeskPage;
  mail?: MailPage;
};

/** Where somebody keeps cards. */
export interface WalletPage {
  open(): Promise<unknown>;
  readonly card: PaymentForm;
  tile(lastDigits: string): Locator;
}

/** Where a card is typed for one purchase. */
export interface CheckoutPage {
  readonly card: PaymentForm;
  /** The button that pays. */
  readonly pay: Locator;
  /** Why it was not paid. */
  readonly alert: Locator;
}

/** Where the merchant's staff work; always in a browser of their own. */
export interface DeskPage {
  open(path?: string): Promise<unknown>;
}

/** A page that says where an order stands, in the app's own words. */
export abstract class OrderPage<State extends string> {
  /** What the page says in each state. */
  protected abstract readonly words: Readonly<Record<State, string | RegExp>>;

  /** Where the page says it. */
  abstract state(words: string | RegExp): Locator;

  /** Waits until the page says so, as a buyer would: whoever has told the app, and however. */
  async becomes(state: State): Promise<void> {
    await expect(this.state(this.words[state])).toBeVisible();
  }
}

/** The type of one of an app's page objects; `never` for a page that it does not have. */
export type PageOf<Pages, Name extends keyof PagesOfApp> =
  Pages extends Record<Name, infer Page> ? Page : never;
