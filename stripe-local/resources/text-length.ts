import { invalid } from '../api/errors';

/** Refuses a text that is longer than Stripe takes for the parameter. */
export function checkLength(sent: unknown, param: string, longest: number): void {
  if (typeof sent !== 'string' || sent.length <= longest) return;
  const shown = `${sent.slice(0, 4)}...${sent.slice(-4)}`;
  throw invalid(`Invalid string: ${shown}; must be at most ${longest} characters`, { param });
}

/** Source: https://docs.stripe.com/api/metadata (limits), stripe/stripe-php#246 (the words). */
export function checkMetadata(sent: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(sent)) {
    if (key.length > 40) throw tooLong('key', key, 40);
    if (String(value).length > 500) throw tooLong('val', String(value), 500);
  }
}

const tooLong = (what: 'key' | 'val', text: string, longest: number) =>
  invalid(`Invalid ${what}: ${text} must be a string under ${longest} characters`, {
    param: 'metadata',
  });
