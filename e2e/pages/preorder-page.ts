import { expect, type Page } from 'playwright/test';

/** What an order's page and a print's page have more of where it is a pre-order. */
export class PreorderPage {
  constructor(private readonly page: Page) {}

  /** On the print's page. */
  get oneClick() {
    return this.page.getByRole('button', { name: /^Pre-order with (?!.*another copy)/ });
  }

  get begin() {
    return this.page.getByRole('link', { name: 'Pre-order', exact: true });
  }

  /** At checkout. */
  get submit() {
    return this.page.getByRole('button', { name: /^(Pre-order|Change )/ });
  }

  changeTo(lastDigits: string) {
    return this.page.getByRole('button', { name: new RegExp(`^Change to .* ${lastDigits}$`) });
  }

  get terms() {
    return this.page.getByText(/^Cardkeep charges .* at the latest\./).first();
  }
}

/** The desk's button on an order, and the question that it asks first. */
export async function chargeAtDesk(desk: Page, orderId: string): Promise<void> {
  await desk.goto(`/desk/orders/${orderId}`);
  await desk.getByRole('button', { name: 'Charge…' }).click();
  const dialog = desk.getByRole('alertdialog', { name: 'Charge this order?' });
  await dialog.getByRole('button', { name: /^Charge / }).click();
  await expect(dialog).toBeHidden();
}

export const sendDialog = (desk: Page) =>
  desk.getByRole('alertdialog', { name: /^Mark .* as sent\?$/ });

/** The desk's button on a paid order, and what is typed for its buyer. */
export async function sendAtDesk(desk: Page, link: string): Promise<void> {
  await desk.getByRole('button', { name: 'Mark as sent…' }).click();
  await sendDialog(desk).getByLabel('Tracking link').fill(link);
  await sendDialog(desk).getByRole('button', { name: 'Mark 1 order as sent' }).click();
}
