/** Fewer different characters than this nobody gets by chance in 32: of sixteen digits, nine at least come up. */
const FEWEST_CHARACTERS = 8;

/** Whether a secret was plainly not drawn by chance: one character or a few of them, or a short text again and again. */
export function isGuessable(secret: string): boolean {
  if (new Set(secret).size < FEWEST_CHARACTERS) return true;
  // Moved along itself it fits again before its end, and for at least half of it.
  for (let shift = 1; shift <= secret.length / 2; shift++) {
    if (secret.startsWith(secret.slice(shift))) return true;
  }
  return false;
}
