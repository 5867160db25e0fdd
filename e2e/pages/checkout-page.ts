import { expect, type Page } from 'playwright/test';
import { frameWith } from '../kit/frame-with';
import { PaymentForm } from '../kit/payment-form';

const EMAIL = 'input[type="email"]';

export class CheckoutPage {
  readonly card: PaymentForm;

  constructor(private readonly page: Page) {
    this.card = new PaymentForm(page);
  }

  open = (subject: { product: string } | { order: string }) =>
    this.page.goto(`/checkout?${new URLSearchParams(subject).toString()}`);

  get pay() {
    return this.page.getByRole('button', { name: /^Pay (?!.*another copy)/ });
  }

  /** Offered to whoever has bought this print a moment ago. */
  get anotherCopy() {
    return this.page.getByRole('button', { name: /^Pay .*, for another copy$/ });
  }

  get save() {
    return this.page.getByRole('checkbox', { name: /^Save this card for next time/ });
  }

  get total() {
    return this.page.getByRole('complementary', { name: 'What you pay for' });
  }

  get alert() {
    return this.page.getByRole('main').getByRole('alert');
  }

  get choices() {
    return this.page.getByRole('radio');
  }

  choice = (name: RegExp | string) => this.page.getByRole('radio', { name });

  /** The receipt's email, in a frame of Stripe's. */
  email = async () => (await frameWith(this.page, EMAIL)).locator(EMAIL).first();

  async setEmail(address: string): Promise<void> {
    const field = await this.email();
    await field.fill('');
    await field.pressSequentially(address, { delay: 5 });
    await expect(field).toHaveValue(address);
    await field.blur();
  }
}
