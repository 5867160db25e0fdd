import { expect, type Page } from 'playwright/test';
import { frameWith } from './frame-with';

const COMPLETE = '#test-source-authorize-3ds';
const FAIL = '#test-source-fail-3ds';

/** The bank's question, however deep it is nested. */
export class Challenge {
  constructor(private readonly page: Page) {}

  shown = () => frameWith(this.page, COMPLETE);

  async complete(): Promise<void> {
    await (await this.shown()).locator(COMPLETE).click();
  }

  async fail(): Promise<void> {
    await (await this.shown()).locator(FAIL).click();
  }

  /** That nobody asks: no frame of the page holds the question. */
  async expectNone(): Promise<void> {
    for (const frame of this.page.frames()) await expect(frame.locator(COMPLETE)).toHaveCount(0);
  }
}
