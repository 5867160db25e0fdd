import type { Page } from 'playwright/test';

/** What stands at the top of every page. */
export class SiteHeader {
  constructor(private readonly page: Page) {}

  get account() {
    return this.page.getByRole('button', { name: /^Account of/ });
  }

  get signIn() {
    return this.page.getByRole('banner').getByRole('link', { name: 'Sign in' });
  }

  async signOut({ everywhere = false } = {}): Promise<void> {
    await this.account.click();
    const name = everywhere ? /^Sign out everywhere/ : /^Sign out$/;
    await this.page.getByRole('button', { name }).click();
  }
}
