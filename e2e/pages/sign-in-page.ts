import { expect, type Page } from 'playwright/test';
import type { Person } from '../fixtures/person';

export class SignInPage {
  constructor(private readonly page: Page) {}

  open = (next?: string) =>
    this.page.goto(next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`);

  get email() {
    return this.page.getByLabel('Email');
  }

  get password() {
    return this.page.getByLabel('Password');
  }

  get button() {
    return this.page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true });
  }

  /** What the form says of a try that failed. */
  get alert() {
    return this.page.getByRole('main').getByRole('alert');
  }

  async fill({ email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
  }

  async submit(account: Pick<Person, 'email' | 'password'>): Promise<void> {
    // Signing out leads here with a new document, whose form does nothing before its script has come.
    await this.page.waitForLoadState();
    await this.fill(account);
    await this.button.click();
  }

  /** Signs in, and waits until it is done. */
  async enterAs(person: Person, next = '/orders'): Promise<void> {
    await this.open(next);
    await this.submit(person);
    await expect(this.page).toHaveURL(next);
  }
}
