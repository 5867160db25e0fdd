import type { Page } from 'playwright/test';

/** Does something that calls a server action, and waits until the server has begun to answer it. */
export async function answered(page: Page, act: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await act();
  await answer;
}
