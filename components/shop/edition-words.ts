export type Edition = 'open' | { limitedTo: number };

/** "Edition of 120", "Open edition" */
export const editionText = (edition: Edition): string =>
  edition === 'open' ? 'Open edition' : `Edition of ${edition.limitedTo}`;
