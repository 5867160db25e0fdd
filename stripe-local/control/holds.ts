export interface HeldRequest {
  readonly method: string;
  readonly path: string;
}

/** What becomes of a request that was on its way: it arrives late, or never. */
export type Fate = 'arrive' | 'lost';

/** Requests that have been sent and have not arrived, though their sender may be gone by now. */
export class Holds {
  private held: { readonly request: HeldRequest; readonly end: (fate: Fate) => void }[] = [];

  hold(request: HeldRequest): Promise<Fate> {
    return new Promise((end) => this.held.push({ request, end }));
  }

  list(): readonly HeldRequest[] {
    return this.held.map(({ request }) => request);
  }

  end(fate: Fate): number {
    const ended = this.held;
    this.held = [];
    for (const { end } of ended) end(fate);
    return ended.length;
  }
}
