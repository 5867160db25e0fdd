import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databasePlace } from './database-place.mjs';
import { root } from './root.mjs';

describe('databasePlace', () => {
  it('is a file in .data when nothing is said', () => {
    for (const nothing of [undefined, '']) {
      const place = databasePlace(nothing);
      expect(place.file).toBe(join(root, '.data', 'cardkeep.db'));
      expect(place.stripeLocalFile).toBe(join(root, '.data', 'cardkeep.stripe-local.json'));
    }
  });

  it.each([
    ['file:shop/other.db', join(root, 'shop', 'other.db')],
    ['shop/other.db', join(root, 'shop', 'other.db')],
    ['file:/srv/other.db', '/srv/other.db'],
    ['file:///srv/other.db', '/srv/other.db'],
    ['/srv/other', '/srv/other'],
  ])('reads %s', (url, file) => {
    expect(databasePlace(url).file).toBe(file);
  });

  it("keeps the local Stripe's file beside the database, one for each", () => {
    expect(databasePlace('file:/srv/a.db').stripeLocalFile).toBe('/srv/a.stripe-local.json');
    expect(databasePlace('file:/srv/b.sqlite').stripeLocalFile).toBe('/srv/b.stripe-local.json');
  });

  it('tells Postgres databases apart, not their passwords', () => {
    const first = databasePlace('postgres://me:old@db.test/shop');
    expect(first.engine).toBe('postgres');
    expect(first.shown).not.toContain('old');
    const other = databasePlace('postgres://me:old@db.test/shop2');
    expect(other.stripeLocalFile).not.toBe(first.stripeLocalFile);
    const rotated = databasePlace('postgresql://me:new@db.test/shop');
    expect(rotated.stripeLocalFile).toBe(first.stripeLocalFile);
  });
});
