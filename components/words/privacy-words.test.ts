import { expect, it } from 'vitest';
import { retention, type RetentionName } from '@/lib/domain/retention';
import { privacySections } from './privacy-words';

const DAY_MS = 24 * 60 * 60_000;
const text = privacySections.flatMap(({ texts }) => texts).join('\n');

it.each<[RetentionName, string]>([
  ['sessions', 'for 60 days after the last visit'],
  ['mailContents', '30 days after it was written'],
  ['eventPayloads', '30 days after it was taken in'],
  ['emailTokens', '1 day after they are over'],
  ['emptySetups', 'never saved: 90 days'],
])('tells of %s what the shop does', (name, words) => {
  expect(text).toContain(words);
  expect(Number(/\d+/.exec(words)?.[0])).toBe(retention[name].keptForMs / DAY_MS);
});
