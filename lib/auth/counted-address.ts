import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What an IPv6 network gives to one household or one server at the least. Source: RFC 6177. */
const ONE_VISITORS_BITS = 64;

/**
 * What a visitor's address is counted by: an IPv4 address itself, also where it is written as IPv6,
 * and of an IPv6 address its /64, in which whoever has one has all. Null for what is no address.
 */
export function countedAddress(text: string): string | null {
  const bare = withoutPort(text.trim()).replace(/%.*$/, '');
  if (isIP(bare) === 0) return null;
  const address = ipaddr.process(bare);
  return address.kind() === 'ipv4'
    ? address.toString()
    : `${ipaddr.IPv6.networkAddressFromCIDR(`${bare}/${ONE_VISITORS_BITS}`).toString()}/64`;
}

/** Some proxies write the visitor's port behind the address: `192.0.2.1:50000`, `[2001:db8::1]:50000`. */
const withoutPort = (text: string): string =>
  /^\[([^[\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
