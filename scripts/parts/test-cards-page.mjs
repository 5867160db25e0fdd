import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, shown } from './root.mjs';
import { say } from './progress.mjs';

const MATRIX = inRoot('.cache', 'matrix', 'local');
const PICTURES = inRoot('docs', 'images', 'test-cards');

const HEAD = `# Every test card

What the shop did with each test card that [Stripe documents](https://docs.stripe.com/testing), against stripe-local.
\`npm run test:matrix -- --docs\` plays them and writes this page; [testing.md](testing.md#the-matrix) says how.

A cell says what our own shop wrote down: \`paid\`, \`declined: <Stripe's code>\`, with \`bank, \` before it where the
card's bank asked its owner first. Where Stripe documents something else, that stands beside it as _expected_; a cell
with one word is as documented. \`–\`: nothing was to be played, as one click with a card that could not be saved.`;

/**
 * The page in docs from the table that a run has written.
 * @param {string} table
 */
export function testCardsPage(table) {
  const summary = /^\d{4}-\S+: .*$/m.exec(table)?.[0] ?? '';
  const tables = table.slice(table.indexOf('\n## ') + 1);
  const linked = tables.replaceAll('](pictures/', '](images/test-cards/');
  return `${HEAD}\n\n${summary}\n\n${linked}`;
}

/** Makes docs/test-cards.md anew, and the pictures that it leads to. */
export function writeTestCardsPage() {
  const page = inRoot('docs', 'test-cards.md');
  const text = testCardsPage(readFileSync(join(MATRIX, 'table.md'), 'utf8'));
  writeFileSync(page, text);
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  for (const name of readdirSync(join(MATRIX, 'pictures'))) {
    if (text.includes(`/${name})`)) {
      copyFileSync(join(MATRIX, 'pictures', name), join(PICTURES, name));
    }
  }
  say(`The table is in ${shown(page)}.`);
}
