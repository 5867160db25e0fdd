import { findBrowser } from '../parts/browser.mjs';

/**
 * Names the browser once, before the first worker starts and inherits the name: stripe-local imports nothing of ours,
 * its tests neither. Empty where there is none: what needs one is skipped then, and says so.
 */
export default async function nameBrowser() {
  process.env.CARDKEEP_CHROMIUM = (await findBrowser()) ?? '';
}
