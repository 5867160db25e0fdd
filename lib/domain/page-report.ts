/** Something that a page's policy kept from happening, as a browser told it: enough to know what to look for. */
export type PageReport = {
  /** Which line of the policy. */
  directive: string;
  /** The origin of what was not loaded, or what it was where it had none: `inline`, `eval`, `chrome-extension:`. */
  blocked: string;
  /** The page, by its first part: what follows may be a token or somebody's order. */
  page: string;
};

/** Rows that were told lately, with how often. Times in ms. */
export type CountedReport = PageReport & { count: number; firstAt: number; lastAt: number };

/** What was not told for so long is over, in ms: whoever mends a page sees it go. */
export const REPORT_STANDS_MS = 30 * 24 * 60 * 60_000;
