import { expect, type Page } from 'playwright/test';

export class DeskPage {
  constructor(private readonly page: Page) {}

  open = (path = '') => this.page.goto(`/desk${path}`);

  table = (name: string) => this.page.getByRole('table', { name });

  row = (table: string, text: string) =>
    this.table(table).getByRole('row').filter({ hasText: text });

  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Search orders' }).fill(text);
    await this.page.getByRole('button', { name: 'Search' }).click();
    await expect(this.page).toHaveURL(/[?&]q=/);
  }

  async show(filter: string): Promise<void> {
    const link = this.page.getByRole('link', { name: filter, exact: true });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'true');
  }

  /** Days as 2027-05-01; empty for any. */
  async narrow(from: string, to: string): Promise<void> {
    await this.page.getByLabel('Placed from').fill(from);
    await this.page.getByLabel('until').fill(to);
    await this.page.getByRole('button', { name: 'Show these days' }).click();
    await expect(this.page).toHaveURL(new RegExp(`[?&]from=${from}&to=${to}`));
  }

  get refundDialog() {
    return this.page.getByRole('alertdialog', { name: 'Refund this order' });
  }

  async askForRefund(): Promise<void> {
    await this.page.getByRole('button', { name: 'Refund…' }).click();
    await expect(this.refundDialog).toBeVisible();
  }

  get cancelDialog() {
    return this.page.getByRole('alertdialog', { name: 'Cancel this order?' });
  }

  async askToCancel(): Promise<void> {
    await this.page.getByRole('button', { name: 'Cancel order…' }).click();
    await expect(this.cancelDialog).toBeVisible();
  }

  /** The button that names what it gives back. */
  refundButton = (amount: string) =>
    this.refundDialog.getByRole('button', { name: `Refund ${amount}`, exact: true });
}
