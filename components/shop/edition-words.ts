import { FEW_LEFT, isSoldOut, type Edition } from '@/lib/domain/edition';

/** "Open edition", "Edition of 120", "Edition of 40 · 3 left", "Edition of 40 · Sold out" */
export function editionText(edition: Edition): string {
  if (edition === 'open') return 'Open edition';
  const size = `Edition of ${edition.limitedTo}`;
  if (isSoldOut(edition)) return `${size} · Sold out`;
  return edition.left <= FEW_LEFT ? `${size} · ${edition.left} left` : size;
}
