import { fontsOf } from '../core/fonts';

const added = new Set<string>();

/** Has the frame load what the page named. A file that does not come leaves the text in the next font of the list. */
export const applyFonts = (given: unknown): void => {
  for (const { family, source, descriptors } of fontsOf(given)) {
    const name = JSON.stringify([family, source, descriptors]);
    if (added.has(name)) continue;
    added.add(name);
    const face = new FontFace(family, source, descriptors);
    document.fonts.add(face);
    face.load().catch((error: unknown) => console.warn(`The font ${family} did not load`, error));
  }
};
