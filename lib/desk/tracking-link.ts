import { Failure } from '../domain/failure';
import { readTrackingUrl } from '../domain/sending';

/** Longer than any link that is one; what is none is told of by its own order. */
export const MAX_TYPED_LINK = 2_000;

/** The link as it is kept; null where nothing was typed. Throws Failure `invalid_input` for one that is none. */
export function trackingLinkIn(typed: string): string | null {
  if (typed.trim() === '') return null;
  const trackingUrl = readTrackingUrl(typed);
  if (trackingUrl !== null) return trackingUrl;
  throw new Failure('invalid_input', { fields: { trackingUrl: ['tracking_url_invalid'] } });
}
