import { expect, it } from 'vitest';
import { testCardsPage } from './test-cards-page.mjs';

it('is the table of a run under a head of its own, with its pictures beside the docs', () => {
  const page = testCardsPage(
    '# Test cards against local\n\n2026-11-30T20:00:00Z: 3 as documented.\n\n## Cards that work\n\n| [picture](pictures/a.png) |\n',
  );
  expect(page.match(/^# .*/gm)).toEqual(['# Every test card']);
  expect(page).toContain('\n\n2026-11-30T20:00:00Z: 3 as documented.\n\n## Cards that work\n');
  expect(page).toContain('[picture](images/test-cards/a.png)');
});
