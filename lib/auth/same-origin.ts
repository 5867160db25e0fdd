import { env } from '../env';

/**
 * Whether a page of our own sent this request. Next asks that of server actions only; a route handler
 * that does something asks here. Browsers write both headers themselves, where no page can change
 * them. `Sec-Fetch-Site` stands in every request over https and to this machine; where it is missing,
 * `Origin` must name us, and a request that says nothing of where it comes from is nobody's page.
 * Source: Fetch Metadata Request Headers, section 2.4; Fetch, section 3.2.
 */
export function isSameOrigin({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  return headers.get('origin') === new URL(env().appUrl).origin;
}
