import type { Page } from 'playwright/test';
import { OrderPage, type CheckoutPage } from '../kit/pages';
import { PaymentForm } from '../kit/payment-form';

/** All that the kit has to be told of the jar's page. It is where one pays, and where one sees what came of it. */
export class TipJarPage
  extends OrderPage<'thanked' | 'given back' | 'disputed'>
  implements CheckoutPage
{
  readonly card: PaymentForm;
  protected readonly words = {
    thanked: 'Thank you',
    'given back': 'Given back',
    disputed: 'Disputed',
  };

  constructor(private readonly page: Page) {
    super();
    this.card = new PaymentForm(page);
  }

  open = ({ clumsy = false } = {}) => this.page.goto(clumsy ? '/?clumsy' : '/');

  get pay() {
    return this.page.getByRole('button', { name: 'Tip €5' });
  }

  get alert() {
    return this.page.getByRole('alert');
  }

  state = (words: string | RegExp) => this.page.getByRole('status').filter({ hasText: words });

  /** The payment of the tip that was given (`pi_…`): Stripe's way back names it. */
  async tip(): Promise<string> {
    await this.page.waitForURL(/[?&]payment_intent=pi_/);
    return new URL(this.page.url()).searchParams.get('payment_intent') ?? '';
  }
}
