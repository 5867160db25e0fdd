export type Listener = (payload?: unknown) => unknown;

/** Handlers by event; those added while an event is told hear only of the next one. */
export class Listeners {
  private readonly byName = new Map<string, { handler: Listener; isOnce: boolean }[]>();

  add(name: string, handler: Listener, isOnce = false): void {
    this.byName.set(name, [...(this.byName.get(name) ?? []), { handler, isOnce }]);
  }

  remove(name: string, handler?: Listener): void {
    const kept = (this.byName.get(name) ?? []).filter(
      (entry) => handler && entry.handler !== handler,
    );
    this.byName.set(name, kept);
  }

  tell(name: string, payload?: unknown): void {
    for (const { handler, isOnce } of this.byName.get(name) ?? []) {
      if (isOnce) this.remove(name, handler);
      handler(payload);
    }
  }

  has(name: string): boolean {
    return (this.byName.get(name) ?? []).length > 0;
  }

  clear(): void {
    this.byName.clear();
  }
}
