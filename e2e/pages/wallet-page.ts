import { expect, type Locator, type Page } from 'playwright/test';
import { PaymentForm, type TypedCard } from '../kit/payment-form';

export class WalletPage {
  readonly card: PaymentForm;

  constructor(private readonly page: Page) {
    this.card = new PaymentForm(page);
  }

  open = () => this.page.goto('/wallet');

  get tiles() {
    return this.page.getByRole('region', { name: 'Your cards' }).locator(':scope > ul > li');
  }

  tile = (lastDigits: string) =>
    this.tiles.filter({ hasText: new RegExp(`ending in ${lastDigits}`) });

  get empty() {
    return this.page.getByText('No cards yet');
  }

  get addCard() {
    return this.page.getByRole('button', { name: 'Add card' });
  }

  /** The form for a card, over the page. */
  get sheet() {
    return this.page.getByRole('dialog', { name: /^(Add a card|Renew .*)$/ });
  }

  get saveCard() {
    return this.page.getByRole('button', { name: 'Save card' });
  }

  get alert() {
    return this.page.locator('main, [role="dialog"]').getByRole('alert');
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

  /** Opens the form for the card that takes the place of one that expires, and types it. */
  async renew(lastDigits: string, card: TypedCard): Promise<void> {
    await this.tile(lastDigits)
      .getByRole('button', { name: /^Renew/ })
      .click();
    await this.card.fill(card);
  }

  /** What is told of a card, unfolded. */
  async details(lastDigits: string): Promise<Locator> {
    const details = this.tile(lastDigits).locator('details');
    await details.locator('summary').click();
    return details;
  }

  async nameCard(lastDigits: string, name: string): Promise<void> {
    const tile = this.tile(lastDigits);
    await tile.getByLabel('Name of this card').fill(name);
    await tile.getByRole('button', { name: 'Save name' }).click();
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
