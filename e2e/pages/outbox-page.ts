import type { Page } from 'playwright/test';

/** The local outbox, and a mail in it. */
export class OutboxPage {
  constructor(private readonly page: Page) {}

  open = () => this.page.goto('/dev/outbox');

  /** The mails to an address, the newest first. */
  mailsTo(address: string) {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: address });
  }

  /** Opens the newest mail to an address, from the list. */
  async openMailTo(address: string): Promise<void> {
    await this.mailsTo(address).first().getByRole('link').click();
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

  /** Where the link in the newest mail to an address leads. */
  async linkTo(address: string): Promise<string> {
    await this.open();
    await this.openMailTo(address);
    return (await this.link.getAttribute('href')) ?? '';
  }
}
