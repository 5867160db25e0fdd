/** One object and what is known of it that Stripe does not show. Rows are replaced, never changed in place. */
export interface Row<T, O> {
  readonly seq: number;
  readonly object: T;
  readonly own: O;
  readonly deleted?: true;
}

/** The rows whose index has this key. */
export interface Group {
  readonly index: string;
  readonly key: string;
}

/** Told of each row that was put in place or taken out. */
export type Changed = (
  collection: string,
  id: string,
  row: Row<unknown, unknown> | undefined,
) => void;

/** A group of rows that share a key, kept in the order they were made in. */
type Index<T> = {
  readonly keyOf: (object: T) => string | null;
  readonly groups: Map<string, string[]>;
};

/**
 * All objects of one kind, in the order they were made. Lists walk it from the newest; an index keeps lists by
 * customer, intent or charge as fast among a hundred thousand objects as among ten.
 */
export class Collection<T extends { readonly id: string }, O = null> {
  private rows = new Map<string, Row<T, O>>();
  private order: string[] = [];
  private first = 0;
  private seq = 0;
  private readonly indexes: Readonly<Record<string, Index<T>>>;

  constructor(
    readonly name: string,
    private readonly changed: Changed,
    indexes: Readonly<Record<string, (object: T) => string | null>> = {},
  ) {
    this.indexes = Object.fromEntries(
      Object.entries(indexes).map(([key, keyOf]) => [key, { keyOf, groups: new Map() }]),
    );
  }

  get size(): number {
    return this.rows.size;
  }

  find(id: string): Row<T, O> | undefined {
    return this.rows.get(id);
  }

  add(object: T, own: O): Row<T, O> {
    return this.put({ seq: ++this.seq, object, own });
  }

  /** Puts a new version in the place of the old one. */
  replace(id: string, object: T, own?: O): Row<T, O> {
    const old = this.rows.get(id);
    if (!old) throw new Error(`${this.name} has no ${id}`);
    return this.put({ ...old, object, own: own === undefined ? old.own : own });
  }

  /** Takes an object out of lists; it keeps its place, so that it still serves as a cursor. */
  delete(id: string): void {
    const old = this.rows.get(id);
    if (old) this.put({ ...old, deleted: true });
  }

  /** Forgets the oldest rows as long as `gone` says so. */
  forgetOldest(gone: (object: T, own: O) => boolean): void {
    for (;;) {
      const id = this.order[this.first];
      const row = id === undefined ? undefined : this.rows.get(id);
      if (id === undefined || !row || !gone(row.object, row.own)) break;
      this.rows.delete(id);
      this.first++;
      this.changed(this.name, id, undefined);
    }
    // Shifting one by one would move the whole array each time.
    if (this.first > 10_000) {
      this.order = this.order.slice(this.first);
      this.first = 0;
    }
  }

  /** Rows from the newest to the oldest, of one group or of all, from below a place in the order. */
  *newestFirst(group?: Group, below = Infinity): Generator<Row<T, O>> {
    const ids = this.idsOf(group);
    const stop = group ? 0 : this.first;
    for (let at = this.placeOf(ids, below, stop) - 1; at >= stop; at--) {
      const row = this.rowOf(ids[at], group);
      if (row) yield row;
    }
  }

  /** Rows from just above a place in the order to the newest. */
  *oldestFirst(group: Group | undefined, above: number): Generator<Row<T, O>> {
    const ids = this.idsOf(group);
    const stop = group ? 0 : this.first;
    for (let at = this.placeOf(ids, above + 1, stop); at < ids.length; at++) {
      const row = this.rowOf(ids[at], group);
      if (row) yield row;
    }
  }

  private idsOf(group: Group | undefined): readonly string[] {
    return group ? (this.indexes[group.index]?.groups.get(group.key) ?? []) : this.order;
  }

  // A row stays in a group that it has left, so the key is looked at again.
  private rowOf(id: string | undefined, group: Group | undefined): Row<T, O> | undefined {
    const row = this.rows.get(id ?? '');
    if (!row || !group) return row;
    return this.indexes[group.index]?.keyOf(row.object) === group.key ? row : undefined;
  }

  // The first place whose seq is not below `seq`: ids stand in the order of their seq.
  private placeOf(ids: readonly string[], seq: number, start: number): number {
    let low = start;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.rows.get(ids[middle] as string)?.seq ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  put(row: Row<T, O>): Row<T, O> {
    const id = row.object.id;
    const old = this.rows.get(id);
    this.rows.set(id, row);
    if (!old) this.order.push(id);
    if (row.seq > this.seq) this.seq = row.seq;
    for (const index of Object.values(this.indexes)) this.group(index, row, old);
    this.changed(this.name, id, row);
    return row;
  }

  private group(index: Index<T>, row: Row<T, O>, old: Row<T, O> | undefined): void {
    const key = index.keyOf(row.object);
    if (key === null || (old && index.keyOf(old.object) === key)) return;
    const ids = index.groups.get(key);
    if (!ids) {
      index.groups.set(key, [row.object.id]);
      return;
    }
    if (old && ids.includes(row.object.id)) return;
    // A payment method may join its customer long after it was made.
    let at = ids.length;
    while (at > 0 && (this.rows.get(ids[at - 1] as string)?.seq ?? 0) > row.seq) at--;
    ids.splice(at, 0, row.object.id);
  }

  all(): readonly Row<T, O>[] {
    return this.order.slice(this.first).map((id) => this.rows.get(id) as Row<T, O>);
  }

  clear(): void {
    this.rows = new Map();
    this.order = [];
    this.first = 0;
    this.seq = 0;
    for (const index of Object.values(this.indexes)) index.groups.clear();
  }
}
