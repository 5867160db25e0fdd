import { expect, type Locator } from 'playwright/test';

/** Where the app under test shows what it has mailed: a page of its own, or that of a mail catcher. */
export interface MailPage {
  /** Opens the list of mails. */
  open(): Promise<unknown>;
  /** The mails to an address, the newest first; each is opened by a link in it. */
  mailsTo(address: string): Locator;
  /** The text of the mail that is open. */
  readonly text: Locator;
  /** The link in it. */
  readonly link: Locator;
}

/** The letters that somebody got. */
export class Mail<Page extends MailPage> {
  constructor(private readonly page: Page) {}

  /** Opens the newest mail to somebody, with `about` in its line of the list; waits until it has come. */
  async open({ email }: { email: string }, about: string | RegExp = ''): Promise<Page> {
    const mail = this.page.mailsTo(email).filter({ hasText: about }).first();
    await expect(async () => {
      await this.page.open();
      // Long enough to draw a list; what has not come by then is looked for once more.
      await mail.getByRole('link').click({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await expect(this.page.text).toBeVisible();
    return this.page;
  }
}
