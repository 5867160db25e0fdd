import type { Page } from 'playwright/test';

type Account = { name: string; email: string; password: string };

export class SignUpPage {
  constructor(private readonly page: Page) {}

  open = () => this.page.goto('/sign-up');

  get name() {
    return this.page.getByLabel('Name');
  }

  get email() {
    return this.page.getByLabel('Email');
  }

  get password() {
    return this.page.getByLabel('Password');
  }

  get button() {
    return this.page.getByRole('button', { name: 'Create account' });
  }

  get alert() {
    return this.page.getByRole('main').getByRole('alert');
  }

  async submit({ name, email, password }: Account): Promise<void> {
    await this.name.fill(name);
    await this.email.fill(email);
    await this.password.fill(password);
    await this.button.click();
  }
}
