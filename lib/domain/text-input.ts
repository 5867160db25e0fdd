import { z } from 'zod';

/**
 * What no line that a person types holds: control characters and line ends, characters that turn
 * the direction of what follows them, and halves of a surrogate pair. In a mail or a list they would
 * break or reorder what stands beside them, and show nobody what was typed.
 */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF\uFFFE\uFFFF]/u;

/**
 * What is seen: a letter, a digit, a sign. Joiners, marks, fillers and the like change what stands
 * beside them, and show nothing alone; Braille's blank is a sign that does not either.
 */
const SEEN = /(?!\p{Default_Ignorable_Code_Point}|\u2800)[\p{L}\p{N}\p{P}\p{S}]/u;

export const isReadable = (text: string): boolean => !UNREADABLE.test(text) && SEEN.test(text);

type Line = { most: number; missing: string; tooLong: string; unreadable: string };

/**
 * A line that a person types: trimmed, not empty, readable, with something to be seen in it. The
 * codes are for its field.
 */
export const typedLine = ({ most, missing, tooLong, unreadable }: Line) =>
  z.string().trim().min(1, missing).max(most, tooLong).refine(isReadable, unreadable);
