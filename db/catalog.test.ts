import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findAmountFault } from '../lib/domain/money';
import { catalog } from './catalog';

const publicFolder = new URL('../public', import.meta.url).pathname;

describe.each(catalog.map((entry) => [entry.slug, entry] as const))('%s', (_slug, entry) => {
  it('has a price that Stripe accepts', () => expect(findAmountFault(entry.price)).toBeNull());

  const picture = readFileSync(`${publicFolder}${entry.image}`, 'utf8');

  // Served as it is, from our own origin: a script or a foreign address in it would run there.
  it('has a picture that is only a picture', () => {
    expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 600 750"/);
    expect(picture).not.toMatch(/<script|<foreignObject|<text|<image|\son\w+=/i);
    const addresses = [...picture.matchAll(/(?:href="|url\()([^")]+)/g)].map(([, to]) => to);
    expect(addresses.filter((to) => !to?.startsWith('#'))).toEqual([]);
  });

  it('has a picture of less than 12 kB', () =>
    expect(Buffer.byteLength(picture)).toBeLessThan(12_000));
});

describe('the catalog', () => {
  it('names each print once', () =>
    expect(new Set(catalog.map(({ slug }) => slug)).size).toBe(catalog.length));

  it('shows amounts with 0, 2 and 3 decimals', () =>
    expect(new Set(catalog.map(({ price }) => price.currency))).toEqual(
      new Set(['eur', 'jpy', 'kwd', 'usd']),
    ));

  it('uses every picture in the folder', () =>
    expect(catalog.map(({ image }) => image.replace('/prints/', '')).sort()).toEqual(
      readdirSync(`${publicFolder}/prints`).sort(),
    ));
});
