/** For what went wrong on our side, or is asked about later: what to quote, and where. */
export const supportWords = {
  /** Opens what most people never need. */
  details: 'Details',
  code: 'Support code',
  why: 'Quote it when you write to us: it leads to what our log has of this.',
  writeToUs: 'Write to us',
} as const;
