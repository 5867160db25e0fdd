import type { Page } from 'playwright/test';

/** The shop's outbox on the local Stripe, or what its mail server shows in a rehearsal; and a mail in it. */
export class OutboxPage {
  constructor(
    private readonly page: Page,
    private readonly address: string,
  ) {}

  open = () => this.page.goto(this.address);

  /** The mails to an address, the newest first. */
  mailsTo(address: string) {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: address });
  }

  /** Opens the newest mail to an address, from the list; of those about something, where that is named. */
  async openMailTo(address: string, about: string | RegExp = ''): Promise<void> {
    const mails = this.mailsTo(address).filter({ hasText: about });
    await mails.first().getByRole('link').click();
    await this.page.waitForURL(/\/dev\/outbox\/./);
  }

  get text() {
    return this.page.getByRole('region', { name: 'As text' });
  }

  /** What the mail asks for; the link to help comes last. */
  get link() {
    return this.text.getByRole('link').first();
  }

  get html() {
    return this.page.frameLocator('iframe[title="The mail as HTML"]');
  }

  /** Where the link in the newest mail to an address leads. A mail is written first, and sent a moment later. */
  async linkTo(address: string, about: string | RegExp = ''): Promise<string> {
    await this.open();
    await this.openMailTo(address, about);
    return (await this.link.getAttribute('href')) ?? '';
  }
}
