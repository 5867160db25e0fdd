import { expect, type Page } from 'playwright/test';
import { OrderPage as OrderPageOfAnyApp } from '../kit/pages';

/** `again` is said to whoever pressed the same button once more. */
const ADDRESS = /\/orders\/([0-9a-f-]{36})(?:\?again=1)?$/;

type State =
  | 'paid'
  | 'unpaid'
  | 'confirming'
  | 'declined'
  | 'pre-ordered'
  | 'partially refunded'
  | 'refunded'
  | 'disputed'
  | 'canceled';

export class OrderPage extends OrderPageOfAnyApp<State> {
  protected readonly words = {
    paid: 'Paid',
    unpaid: 'Not paid yet',
    confirming: 'Confirming with your bank',
    declined: /declined this card$/,
    'pre-ordered': 'Pre-ordered',
    'partially refunded': 'Partially refunded',
    refunded: 'Refunded',
    disputed: 'Disputed',
    canceled: 'Canceled',
  };

  constructor(private readonly page: Page) {
    super();
  }

  open = (orderId: string) => this.page.goto(`/orders/${orderId}`);

  /** Waits until an order's own, clean address is shown, and takes its id from there. */
  async id(): Promise<string> {
    await expect(this.page).toHaveURL(ADDRESS);
    return ADDRESS.exec(this.page.url())?.[1] ?? '';
  }

  /** Where the order stands, in the page's words. */
  state(title: string | RegExp) {
    const words = this.page.getByText(title, { exact: true });
    return this.page.getByRole('main').getByRole('status').filter({ has: words });
  }

  async expectState(title: string | RegExp): Promise<void> {
    await expect(this.state(title)).toBeVisible();
  }

  /** Waits for "Paid", and gives the order's id. */
  async expectPaid(): Promise<string> {
    const orderId = await this.id();
    await this.expectState('Paid');
    return orderId;
  }

  /** Heads the buttons that pay. */
  payHeading = (name: string) => this.page.getByRole('heading', { level: 2, name });

  /** "Paid: Tideline" */
  paidHeading = (title: string) =>
    this.page.getByRole('heading', { level: 1, name: `Paid: ${title}` });

  get continueWithBank() {
    return this.page.getByRole('button', { name: 'Continue with your bank' });
  }

  payWith(lastDigits: string) {
    return this.page.getByRole('button', { name: new RegExp(`^Pay .* ${lastDigits}$`) });
  }

  get useNewCard() {
    return this.page.getByRole('link', { name: /new card$/ });
  }

  get buyAgain() {
    return this.page.getByRole('link', { name: 'Buy again' });
  }

  get cancel() {
    return this.page.getByRole('button', { name: 'Cancel order' });
  }

  get facts() {
    return this.page.getByRole('complementary', { name: 'This order' });
  }

  get timeline() {
    return this.page.getByRole('region', { name: 'What happened' }).getByRole('listitem');
  }
}
