import { expect, type Locator, type Page } from 'playwright/test';
import { frameWith } from '../kit/frame-with';

const LINE = 'input[name="line1"]';

export type TypedAddress = {
  name?: string;
  line1: string;
  city: string;
  postalCode: string;
  country?: string;
};

/** The question where something goes, with Stripe's fields for an address in it. */
export class AddressDialog {
  readonly dialog: Locator;

  constructor(private readonly page: Page) {
    this.dialog = page.getByRole('alertdialog');
  }

  async fill({ name, line1, city, postalCode, country = 'GB' }: TypedAddress): Promise<void> {
    const frame = await frameWith(this.page, LINE);
    await frame.locator('select[name="country"]').selectOption(country);
    if (name !== undefined) await frame.locator('input[name="name"]').fill(name);
    await frame.locator(LINE).fill(line1);
    await frame.locator('input[name="city"]').fill(city);
    await frame.locator('input[name="postalCode"]').fill(postalCode);
  }

  /** Who stands in the fields before anybody has typed. */
  async name(): Promise<string> {
    return (await frameWith(this.page, LINE)).locator('input[name="name"]').inputValue();
  }

  another = () => this.dialog.getByRole('radio', { name: 'Another address' }).check();

  choose = (address: RegExp) => this.dialog.getByRole('radio', { name: address }).check();

  press = (name: string | RegExp) => this.dialog.getByRole('button', { name }).click();

  expectClosed = () => expect(this.dialog).toHaveCount(0);
}
