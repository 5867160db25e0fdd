import type Stripe from 'stripe';
import { Clock } from './clock';
import type { Row } from './collection';
import { Ids } from './ids';
import { type Job, Jobs } from './jobs';
import { Journal, type Line } from './journal';
import { Tables } from './tables';

export interface WorldOptions {
  readonly seed?: number;
  readonly dataFile?: string;
}

/** Everything there is for one account: its objects, the time, and what is still to happen. */
export class World extends Tables {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Jobs;
  accountId: string;
  /** Where this server answers; links to the challenge page begin with it. */
  baseUrl = '';
  /** Handlers of jobs by kind, set by the rooms that make them. */
  readonly onJob = new Map<string, (subject: string) => void>();
  /** Told of every new event, so that deliveries begin. */
  onEvent: (event: Stripe.EventBase) => void = () => {};
  /** Sends an event once more: to one endpoint, to `stripecli` that listens, or to all who want it. */
  resend: (event: string, target?: string) => void = () => {};
  /** The request that is being answered, for the events it causes. */
  request: Stripe.Event.Request | null = null;

  private journal: Journal | undefined;
  private readonly seeded: boolean;

  protected readonly note = (c: string, id: string, row: Row<unknown, unknown> | undefined) => {
    this.journal?.add(row ? { c, r: row } : { c, d: id });
  };

  constructor(options: WorldOptions = {}) {
    super();
    this.seeded = options.seed !== undefined;
    this.clock = new Clock(this.seeded);
    this.ids = new Ids(options.seed);
    this.jobs = new Jobs(
      this.clock,
      (job) => this.runJob(job),
      (job, added) => this.journal?.add(added ? { j: job } : { x: job.id }),
    );
    this.accountId = `acct_1${this.ids.text(15)}`;
    if (options.dataFile) {
      const journal = new Journal(options.dataFile);
      const lines = journal.read();
      if (lines.length) this.load(lines);
      this.journal = journal;
      journal.rewrite(this.dump());
    }
  }

  /** An object's id as Stripe forms it: the prefix, then what looks like theirs. */
  newId(prefix: string, length = 24): string {
    return `${prefix}_${this.ids.text(length)}`;
  }

  /** Ends one change: time moves on where a seed rules it, and the file gets its lines. */
  commit(): void {
    if (!this.journal) return;
    if (this.seeded) {
      this.journal.add({ k: 'ids', v: this.ids.save() });
      this.journal.add({ k: 'clock', v: this.clock.save() });
    }
    this.journal.commit();
    if (this.journal.worn) this.journal.rewrite(this.dump());
  }

  noteClock(): void {
    this.journal?.add({ k: 'clock', v: this.clock.save() });
    this.commit();
  }

  /** The whole state as lines, for a snapshot or a file written anew. */
  dump(): Line[] {
    const lines: Line[] = [
      { k: 'account', v: this.accountId },
      { k: 'ids', v: this.ids.save() },
      { k: 'clock', v: this.clock.save() },
    ];
    for (const collection of this.collections) {
      for (const row of collection.all()) lines.push({ c: collection.name, r: row });
    }
    for (const job of this.jobs.save()) lines.push({ j: job });
    return lines;
  }

  load(lines: readonly Line[]): void {
    const named = new Map(this.collections.map((collection) => [collection.name, collection]));
    const jobs = new Map<string, Job>();
    for (const collection of named.values()) collection.clear();
    const rows = new Map<string, Map<string, Row<{ id: string }, unknown>>>();
    for (const line of lines) {
      if ('j' in line) jobs.set((line.j as Job).id, line.j as Job);
      else if ('x' in line) jobs.delete(line.x);
      else if ('k' in line) this.loadValue(line.k, line.v);
      else {
        const group = rows.get(line.c) ?? new Map<string, Row<{ id: string }, unknown>>();
        rows.set(line.c, group);
        if ('d' in line) group.delete(line.d);
        else {
          const row = line.r as Row<{ id: string }, unknown>;
          group.set(row.object.id, row);
        }
      }
    }
    for (const [name, group] of rows) for (const row of group.values()) named.get(name)?.put(row);
    this.jobs.load([...jobs.values()]);
  }

  private loadValue(name: string, value: unknown): void {
    if (name === 'account') this.accountId = value as string;
    // A seed starts the sequence; a file that goes on with it knows how far it had come.
    if (name === 'ids' && this.seeded) this.ids.load(value as number[]);
    if (name === 'clock') this.clock.load(value as { offset: number; ticks: number });
  }

  /** Goes back to an earlier state. */
  restore(lines: readonly Line[]): void {
    this.load(lines);
    this.journal?.rewrite(this.dump());
  }

  /** Forgets everything but the account itself and where webhooks go. */
  reset(): void {
    const kept = this.webhookEndpoints.all();
    for (const collection of this.collections) collection.clear();
    this.jobs.load([]);
    for (const row of kept) this.webhookEndpoints.put(row);
    this.journal?.rewrite(this.dump());
  }

  /** Writes everything down and lets no job run any more. */
  close(): void {
    this.journal?.rewrite(this.dump());
    this.jobs.stop();
  }

  /** Ends it for good: its file goes, and what a request is still doing here is written nowhere. */
  discard(): void {
    this.journal?.remove();
    this.journal = undefined;
    this.jobs.stop();
  }

  private runJob(job: Job): void {
    const before = this.request;
    this.request = { id: null, idempotency_key: null };
    try {
      this.onJob.get(job.kind)?.(job.subject);
    } finally {
      this.request = before;
      this.commit();
    }
  }
}
