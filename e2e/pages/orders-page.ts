import type { Page } from 'playwright/test';

export class OrdersPage {
  constructor(private readonly page: Page) {}

  open = () => this.page.goto('/orders');

  get rows() {
    return this.page.getByRole('main').getByRole('article');
  }

  get empty() {
    return this.page.getByText('No orders yet');
  }
}
