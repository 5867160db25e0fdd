/** As many of its digits as people can read out; enough to tell the requests of a log apart. */
const DIGITS = 8;

/**
 * What somebody quotes who writes to the shop: the beginning of a request's id, so that a search of the
 * log for it finds every line of that request.
 */
export const supportCode = (requestId: string): string => requestId.slice(0, DIGITS);
