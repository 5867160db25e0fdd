import { expect, type Frame, type Locator, type Page } from 'playwright/test';
import { frameWith } from './frame-with';
import { keyDelayIn } from './which-stripe';

export type TypedCard = { number: string; expiry?: string; cvc?: string };

/** A date that no test will live to see. */
const EXPIRY = '1244';

/** For what either happens now, or is tried again in another frame. In ms. */
const AT_ONCE = { timeout: 5_000 };

/** A form that loses what is typed for so long loses it always. In ms. */
const TRIED_FOR = { timeout: 60_000 };

type FieldName = 'number' | 'expiry' | 'cvc' | 'postalCode';

const NUMBER = 'input[name="number"]';

/** Stripe's Payment Element: one object for the real one and for stripe-local's. */
export class PaymentForm {
  constructor(private readonly page: Page) {}

  /** Waits for the fields, which mount some time after their frame. */
  frame = (): Promise<Frame> => frameWith(this.page, NUMBER);

  /** Fills all that the form asks for; a number alone is of a card that lives long. */
  async fill(card: TypedCard | string): Promise<void> {
    const {
      number,
      expiry = EXPIRY,
      cvc = '123',
    } = typeof card === 'string' ? { number: card } : card;
    await this.untilItHolds(async () => {
      await this.typeWhatIsMissing('number', number);
      await this.typeWhatIsMissing('expiry', expiry);
      await this.typeWhatIsMissing('cvc', cvc);
      await this.sayWhere();
      // A form that was mounted anew in between has lost what was typed first.
      expect(await this.read()).toEqual({
        number: digitsOf(number),
        expiry: digitsOf(expiry),
        cvc: digitsOf(cvc),
      });
    });
  }

  /** Types another number over the one that stands there. */
  async retypeNumber(number: string): Promise<void> {
    await this.untilItHolds(() => this.typeWhatIsMissing('number', number));
  }

  /** What stands in the fields, as digits. */
  async read(): Promise<{ number: string; expiry: string; cvc: string }> {
    const frame = await this.frame();
    const valueOf = async (name: string) =>
      digitsOf(await frame.locator(`input[name="${name}"]`).inputValue(AT_ONCE));
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

  /** Tries again and again, but on no page that is closed: nothing will be typed there. */
  private async untilItHolds(work: () => Promise<void>): Promise<void> {
    await expect(async () => {
      if (!this.page.isClosed()) await work();
    }).toPass(TRIED_FOR);
    if (this.page.isClosed()) throw new Error('the page was closed');
  }

  /**
   * Types as a person does, key by key, and reads back. It looks for the frame each time: a form that is mounted anew
   * gets another one, and one that is gone never answers.
   */
  private async typeWhatIsMissing(name: FieldName, text: string): Promise<void> {
    const frame = await this.frame();
    const field = frame.locator(`input[name="${name}"]`);
    if (digitsOf(await field.inputValue(AT_ONCE)) === digitsOf(text)) return;
    await field.fill('', AT_ONCE);
    await field.pressSequentially(text, { delay: keyDelayIn(frame.url()) });
    expect(digitsOf(await field.inputValue(AT_ONCE))).toBe(digitsOf(text));
  }

  /** Some cards' countries want a postal code. */
  private async sayWhere(): Promise<void> {
    const frame = await this.frame();
    const country = frame.locator('select[name="country"]');
    if (await country.isVisible()) await country.selectOption('US', AT_ONCE);
    const postalCode = frame.locator('input[name="postalCode"]');
    if (await postalCode.isVisible()) await this.typeWhatIsMissing('postalCode', '94107');
  }
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');
