import { isIPv4 } from 'node:net';

/**
 * Whether a request was meant for this machine: `Host` names loopback, with a port or without. A page
 * of elsewhere whose name was pointed at 127.0.0.1 (DNS rebinding) is of the same origin as what it
 * asks for, so that no `Origin` gives it away; its name does.
 */
export function isOwnHost(host: string | undefined): boolean {
  const name = /^(localhost|\[::1\]|[\d.]+)(:\d{1,5})?$/i.exec(host ?? '')?.[1];
  if (name === undefined) return false;
  return /^\d/.test(name) ? isIPv4(name) && name.startsWith('127.') : true;
}
