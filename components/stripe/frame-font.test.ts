import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { FRAME_FONT } from './frame-font';

it('is the font that the pages are set in', async () => {
  const ofPackage = import.meta
    .resolve('@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2');
  expect(await readFile(`public${FRAME_FONT}`)).toEqual(await readFile(fileURLToPath(ofPackage)));
});
