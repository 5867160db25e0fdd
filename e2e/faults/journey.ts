import type { Scene } from './scene';

/** What somebody comes for, told once what was there before. */
export type Journey = (scene: Scene) => Promise<{
  /** The way itself. It may break off anywhere with what the person is told. */
  go: () => Promise<void>;
  /** What they do who find it not done: it must lead to the end, and harm nothing that is done. */
  again: () => Promise<void>;
  /** No webhook ever comes: only the reconciler tells us. */
  isDeaf?: boolean;
  /** What stands in the end, whatever went wrong on the way. */
  end: () => Promise<void>;
}>;

export type Journeys = Readonly<Record<string, Journey>>;
