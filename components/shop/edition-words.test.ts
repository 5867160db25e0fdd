import { expect, it } from 'vitest';
import { editionText } from './edition-words';

it.each([
  ['open', 'Open edition'],
  [{ limitedTo: 40, left: 40 }, 'Edition of 40'],
  [{ limitedTo: 40, left: 11 }, 'Edition of 40'],
  [{ limitedTo: 40, left: 10 }, 'Edition of 40 · 10 left'],
  [{ limitedTo: 40, left: 1 }, 'Edition of 40 · 1 left'],
  [{ limitedTo: 40, left: 0 }, 'Edition of 40 · Sold out'],
] as const)('an edition of %j is "%s"', (edition, words) =>
  expect(editionText(edition)).toBe(words),
);
