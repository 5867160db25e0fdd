import { expect, type Page } from 'playwright/test';
import { PaymentForm, type TypedCard } from './payment-form';

export class WalletPage {
  readonly card: PaymentForm;

  constructor(private readonly page: Page) {
    this.card = new PaymentForm(page);
  }

  open = () => this.page.goto('/wallet');

  get tiles() {
    return this.page.getByRole('region', { name: 'Your cards' }).getByRole('listitem');
  }

  tile = (lastDigits: string) =>
    this.tiles.filter({ hasText: new RegExp(`ending in ${lastDigits}`) });

  get empty() {
    return this.page.getByText('No cards yet');
  }

  get addCard() {
    return this.page.getByRole('button', { name: 'Add card' });
  }

  get saveCard() {
    return this.page.getByRole('button', { name: 'Save card' });
  }

  get alert() {
    return this.page.getByRole('main').getByRole('alert');
  }

  /** A word in passing, such as "Card saved". */
  toast = (text: string) =>
    this.page
      .getByRole('region', { name: 'Notifications' })
      .getByRole('listitem')
      .filter({ hasText: text });

  get dialog() {
    return this.page.getByRole('alertdialog');
  }

  /** Opens the form and types a card into it. */
  async typeCard(card: TypedCard): Promise<void> {
    await this.addCard.click();
    await this.card.fill(card);
  }

  /** Asks to remove a card; the dialog is open afterwards. */
  async askToRemove(lastDigits: string): Promise<void> {
    await this.tile(lastDigits)
      .getByRole('button', { name: /^Remove/ })
      .click();
    await expect(this.dialog).toBeVisible();
  }

  async remove(lastDigits: string): Promise<void> {
    await this.askToRemove(lastDigits);
    await this.dialog.getByRole('button', { name: 'Remove card' }).click();
    await expect(this.dialog).toBeHidden();
  }
}
