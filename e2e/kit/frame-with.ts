import { expect, type Frame, type Page } from 'playwright/test';

/**
 * The innermost frame in which `selector` is to be seen. Stripe nests its frames, gives several of
 * them one title and mounts them anew, so a frame is known only by what stands in it.
 */
export async function frameWith(page: Page, selector: string): Promise<Frame> {
  let found: Frame | undefined;
  await expect
    .poll(async () => (found = await lookFor(page, selector)) !== undefined, {
      message: `a frame with ${selector}`,
    })
    .toBe(true);
  return found as Frame;
}

async function lookFor(page: Page, selector: string): Promise<Frame | undefined> {
  if (page.isClosed()) throw new Error('the page was closed');
  // Frames come after the frames that hold them: the last one is the innermost.
  for (const frame of page.frames().reverse()) {
    if (frame.isDetached()) continue;
    const isThere = await frame
      .locator(selector)
      .first()
      .isVisible()
      // Detached between the question and its answer.
      .catch(() => false);
    if (isThere) return frame;
  }
  return undefined;
}
