import { expect, type Frame, type Locator, type Page } from 'playwright/test';
import { run } from '../setup/run';
import { frameWith } from './frame-with';

export type TypedCard = { number: string; expiry?: string; cvc?: string };

/** A date that no test will live to see. */
const EXPIRY = '1244';

/** Stripe mistrusts who types faster than people do; stripe-local does not mind. */
const KEY_DELAY_MS = run.project === 'local' ? 5 : 80;

const NUMBER = 'input[name="number"]';

/** Stripe's Payment Element: one object for the real one and for stripe-local's. */
export class PaymentForm {
  constructor(private readonly page: Page) {}

  /** Waits for the fields, which mount some time after their frame. */
  frame = (): Promise<Frame> => frameWith(this.page, NUMBER);

  async fill({ number, expiry = EXPIRY, cvc = '123' }: TypedCard): Promise<void> {
    const frame = await this.frame();
    await type(frame.locator(NUMBER), number);
    await type(frame.locator('input[name="expiry"]'), expiry);
    await type(frame.locator('input[name="cvc"]'), cvc);
    const country = frame.locator('select[name="country"]');
    if (await country.isVisible()) await country.selectOption('US');
    const postalCode = frame.locator('input[name="postalCode"]');
    if (await postalCode.isVisible()) await type(postalCode, '94107');
  }

  /** Types another number over the one that stands there. */
  async retypeNumber(number: string): Promise<void> {
    await type((await this.frame()).locator(NUMBER), number);
  }

  /** What stands in the fields, as digits. */
  async read(): Promise<{ number: string; expiry: string; cvc: string }> {
    const frame = await this.frame();
    const valueOf = async (name: string) =>
      digitsOf(await frame.locator(`input[name="${name}"]`).inputValue());
    return {
      number: await valueOf('number'),
      expiry: await valueOf('expiry'),
      cvc: await valueOf('cvc'),
    };
  }

  field = async (name: 'number' | 'expiry' | 'cvc') =>
    (await this.frame()).locator(`input[name="${name}"]`);

  async fieldError(field: 'number' | 'expiry' | 'cvc'): Promise<Locator> {
    return (await this.frame()).locator(`#Field-${field}Error`);
  }
}

/** Types key by key and reads back: a value that is set at once may be lost when a field remounts. */
async function type(field: Locator, text: string): Promise<void> {
  await expect(async () => {
    await field.fill('');
    await field.pressSequentially(text, { delay: KEY_DELAY_MS });
    expect(digitsOf(await field.inputValue())).toBe(digitsOf(text));
  }).toPass();
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');
