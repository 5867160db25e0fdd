/** How the picture on a card's face is drawn. Shapes tell two cards apart where colours cannot. */
export const artKinds = ['discs', 'rings', 'stripes', 'steps', 'dots', 'waves'] as const;
export type CardArt = {
  kind: (typeof artKinds)[number];
  /** In degrees, around the middle of the picture. */
  turn: number;
  isMirrored: boolean;
};

const TURNS = 8;

/**
 * Two cards of one brand differ in their last four digits, and so do their pictures, in 96 ways. The same
 * card has the same picture, on whatever device and after it was added again.
 */
export function artOf({ last4 }: { last4: string }): CardArt {
  const digits = Number.parseInt(last4.replaceAll(/\D/g, '') || '0', 10);
  const way = Math.floor(digits / artKinds.length);
  return {
    kind: artKinds[digits % artKinds.length] ?? 'discs',
    turn: (way % TURNS) * (360 / TURNS),
    isMirrored: Math.floor(way / TURNS) % 2 === 1,
  };
}
