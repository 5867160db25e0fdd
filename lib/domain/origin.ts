/** Whether a text is an origin and nothing more: no user, no path, no query, no fragment, not even empty ones. */
export function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^/\\?#@\s]+\/?$/.test(text) || !URL.canParse(text)) return false;
  const { hostname, pathname } = new URL(text);
  return hostname !== '' && pathname === '/';
}

/**
 * Endings that the public name system does not have, and one that has no certificates.
 * Sources: RFC 2606, 6761, 6762, 7686, 8375, 9476, ICANN's `.internal`, and what routers at home make up.
 */
const NOT_PUBLIC =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|test|invalid|example|alt|onion|home\.arpa)$/;

/** Whether strangers can find a host, as `URL` writes it: it has a public name. An address of numbers is no name. */
export function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  const isNumber = name.startsWith('[') || /(^|\.)\d+$/.test(name);
  return name.includes('.') && !isNumber && !NOT_PUBLIC.test(name);
}
