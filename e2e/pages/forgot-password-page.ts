import { expect, type Page } from 'playwright/test';

/** Asks for a link to a new password, and waits for the answer. */
export async function askForNewPassword(page: Page, email: string): Promise<void> {
  await page.goto('/forgot-password');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Look into your mail');
}
