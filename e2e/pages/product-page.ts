import type { Page } from 'playwright/test';

export class ProductPage {
  constructor(private readonly page: Page) {}

  open = (slug: string) => this.page.goto(`/products/${slug}`);

  private get panel() {
    return this.page.getByRole('region', { name: 'Buy this print' });
  }

  get price() {
    return this.panel.getByRole('paragraph').first();
  }

  get oneClick() {
    return this.panel.getByRole('button', { name: /^Pay .*\d{4}$/ });
  }

  /** Offered to whoever has bought this print a moment ago. */
  get anotherCopy() {
    return this.panel.getByRole('button', { name: /^(Pay|Pre-order) .*, for another copy$/ });
  }

  /** Opens a print's page, and presses what pays without another question. */
  async payAtOnce(slug: string): Promise<void> {
    await this.open(slug);
    await this.oneClick.click();
  }

  /** Which of several cards pays. */
  get payWith() {
    return this.panel.getByLabel('Pay with');
  }

  get useAnotherCard() {
    return this.panel.getByRole('link', { name: 'Use another card' });
  }

  get buy() {
    return this.panel.getByRole('link', { name: 'Buy', exact: true });
  }

  get signInToBuy() {
    return this.panel.getByRole('link', { name: 'Sign in to buy' });
  }

  get alert() {
    return this.panel.getByRole('alert');
  }
}
