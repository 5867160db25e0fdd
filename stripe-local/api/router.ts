import type { Route } from './call';

interface Node {
  readonly next: Map<string, Node>;
  readonly routes: Map<string, Route>;
}

export interface Match {
  readonly route: Route;
  readonly id: string;
  readonly inner: string;
}

const node = (): Node => ({ next: new Map(), routes: new Map() });

/** Finds the route of a path; `:name` in an endpoint stands for any one segment. */
export class Router {
  private readonly root = node();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const [method = '', path = ''] = route.endpoint.split(' ');
      let at = this.root;
      for (const segment of path.slice(1).split('/')) {
        const key = segment.startsWith(':') ? ':' : segment;
        const next = at.next.get(key) ?? node();
        at.next.set(key, next);
        at = next;
      }
      at.routes.set(method, route);
    }
  }

  find(method: string, path: string): Match | undefined {
    let at = this.root;
    const ids: string[] = [];
    for (const segment of path.slice(1).split('/')) {
      const named = at.next.get(segment);
      const next = named ?? at.next.get(':');
      if (!next || !segment) return undefined;
      if (!named) ids.push(segment);
      at = next;
    }
    const route = at.routes.get(method);
    return route && { route, id: ids[0] ?? '', inner: ids[1] ?? '' };
  }
}
