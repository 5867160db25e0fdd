import { FORM } from './body-fault';

/**
 * Whether a page of elsewhere calls an action. Next refuses those as well, by the same comparison, and
 * answers 500 and a line in the log for each, as if something of ours had failed.
 * Source: Next's action handler, `originHost`.
 */
export function isForeignCall({ method, headers }: Request): boolean {
  const origin = headers.get('origin');
  if (method !== 'POST' || origin === null) return false;
  const isCall = headers.has('next-action') || headers.get('content-type')?.startsWith(FORM);
  if (!isCall) return false;
  const host = headers.get('x-forwarded-host')?.split(',')[0]?.trim() ?? headers.get('host');
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
