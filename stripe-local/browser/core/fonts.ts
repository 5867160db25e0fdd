/** Reads the `fonts` of `stripe.elements()`: those that name a file. Style sheets (`cssSrc`) are left alone. */

export interface FrameFont {
  readonly family: string;
  readonly source: string;
  readonly descriptors: Readonly<Record<string, string>>;
}

/** One file from the web, and its format where that is said: nothing of the frame's own origin. */
const SOURCE = /^url\((['"]?)https?:\/\/[^\s'"()\\]+\1\)(\s+format\((['"]?)[\w-]+\3\))?$/;

const described = ['weight', 'style', 'display', 'unicodeRange', 'stretch'] as const;

export const fontsOf = (given: unknown): readonly FrameFont[] =>
  (Array.isArray(given) ? (given as unknown[]) : []).flatMap((font) => {
    if (typeof font !== 'object' || font === null) return [];
    const { family, src, ...others } = font as Readonly<Record<string, unknown>>;
    if (typeof family !== 'string' || typeof src !== 'string' || !SOURCE.test(src)) return [];
    const descriptors = Object.fromEntries(
      described.flatMap((name) => {
        const value = others[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    );
    return [{ family, source: src, descriptors }];
  });
