import type { SeenRequest } from '@/stripe-local/client';

/** One call of a journey: the nth to its route within one thing that the app does. */
export type Call = { act: number; route: string; nth: number };

const ID = /^(acct|ch|cus|du|evt|pi|pm|re|seti)_/;

const routeOf = ({ method, path }: SeenRequest): string =>
  `${method} ${path
    .split('/')
    .map((step) => (ID.test(step) ? '*' : step))
    .join('/')}`;

/** As stripe-local reads a route: `*` is any one segment, at the end also the rest. */
export function isOn(route: string, { method, path }: SeenRequest): boolean {
  const [wantedMethod, wantedPath = ''] = route.split(' ');
  if (method !== wantedMethod) return false;
  const wanted = wantedPath.split('/');
  const given = path.split('/');
  if (wanted.at(-1) === '*' && given.length > wanted.length) given.length = wanted.length;
  return wanted.length === given.length && wanted.every((s, at) => s === '*' || s === given[at]);
}

/** The calls among what stripe-local was asked while the app did one thing. */
export function callsOf(act: number, seen: readonly SeenRequest[]): Call[] {
  return seen.map((request, at) => {
    const route = routeOf(request);
    const before = seen.slice(0, at).filter((earlier) => isOn(route, earlier));
    return { act, route, nth: before.length + 1 };
  });
}
