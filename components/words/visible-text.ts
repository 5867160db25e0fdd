/** Characters that are not seen, or that reorder those beside them. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF\uFFFE\uFFFF]/gu;

/**
 * A text that came from elsewhere, with what cannot be seen written out as in JSON: what is read at
 * the desk is what was sent. Line ends stay where `keepsLines` says so.
 */
export const visibleText = (text: string, keepsLines = false): string =>
  text.replace(INVISIBLE, (unit) =>
    keepsLines && unit === '\n' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
