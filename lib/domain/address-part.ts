import { isOwnId } from './ids';

/** An id of ours out of an address; null for whatever else stands there. */
export const ownIdIn = (part: string | null | undefined): string | null =>
  typeof part === 'string' && isOwnId(part) ? part : null;

/** A part of an address for a text that came from elsewhere, whatever it holds. */
export const addressPart = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
