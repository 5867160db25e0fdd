import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, toHex } from './oklch';
import type { Oklch } from './oklch';
import { palette, stripeAppearance } from './tokens';
import type { Theme } from './tokens';

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
const pair = /--color-([a-z-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\);/g;

const oklch = (numbers: string): Oklch => {
  const [lightness = NaN, chroma = NaN, hue = NaN] = numbers.split(' ').map(Number);
  return [lightness, chroma, hue];
};

const sheet: Record<Theme, Record<string, Oklch>> = { light: {}, dark: {} };
for (const [, name = '', day = '', night = ''] of css.matchAll(pair)) {
  sheet.light[name] = oklch(day);
  sheet.dark[name] = oklch(night);
}

const colour = (theme: Theme, name: string): Oklch => {
  const found = sheet[theme][name];
  if (!found) throw new Error(`globals.css has no --color-${name}`);
  return found;
};

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  it('has the same colours in the style sheet and for Stripe', () => {
    const hex = Object.fromEntries(
      Object.entries(sheet[theme]).map(([name, value]) => [name, toHex(value)]),
    );
    expect(hex).toEqual(palette[theme]);
  });

  // WCAG 2.2, 1.4.3: text 4.5:1.
  it.each([
    ['ink', ['paper', 'sheet', 'sunken', 'accent-wash', 'danger-wash', 'info-wash']],
    ['ink', ['success-wash', 'warning-wash']],
    ['ink-muted', ['paper', 'sheet', 'sunken', 'accent-wash', 'danger-wash', 'info-wash']],
    ['on-accent', ['accent', 'accent-strong']],
    ['accent-ink', ['paper', 'sheet', 'sunken', 'accent-wash']],
    ['success', ['paper', 'sheet', 'sunken', 'success-wash']],
    ['warning', ['paper', 'sheet', 'sunken', 'warning-wash']],
    ['danger', ['paper', 'sheet', 'sunken', 'danger-wash']],
    ['info', ['paper', 'sheet', 'sunken', 'info-wash']],
  ])('%s is readable on %j', (text, grounds) => {
    for (const ground of grounds) {
      const ratio = contrast(colour(theme, text), colour(theme, ground));
      expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  // WCAG 2.2, 1.4.11: the edge of a control 3:1.
  it.each(['paper', 'sheet', 'sunken'])('a control can be made out on %s', (ground) => {
    const edge = contrast(colour(theme, 'line-strong'), colour(theme, ground));
    const accent = contrast(colour(theme, 'accent'), colour(theme, ground));
    expect(Math.min(edge, accent)).toBeGreaterThanOrEqual(3);
  });

  it('gives Stripe nothing but colours it can parse', () => {
    const { variables } = stripeAppearance(theme);
    const colours = Object.entries(variables).filter(([name]) => name.startsWith('color'));
    expect(colours.length).toBeGreaterThan(5);
    for (const [name, value] of colours) expect(value, name).toMatch(/^#[0-9a-f]{6}$/);
  });
});

describe('the face of a card', () => {
  const face = new Map(
    [...css.matchAll(/--color-face-([a-z-]+): oklch\(([\d. ]+)\);/g)].map(
      ([, name = '', numbers = '']) => [name, oklch(numbers)] as const,
    ),
  );
  const read = (name: string): Oklch => {
    const found = face.get(name);
    if (!found) throw new Error(`globals.css has no --color-face-${name}`);
    return found;
  };

  it.each(['blue', 'red', 'green', 'slate'])('%s is readable, on its picture too', (name) => {
    expect(contrast(read('ink'), read(name))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(read('ink'), read(`${name}-lit`))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['ink', 'warning'])('a badge in %s is readable', (name) => {
    expect(contrast(read('slate'), read(name))).toBeGreaterThanOrEqual(4.5);
  });
});
