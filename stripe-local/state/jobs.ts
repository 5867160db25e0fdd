import type { Clock } from './clock';

/** Something that happens by itself later: a charge settles, a refund fails, a delivery is tried again. */
export interface Job {
  readonly id: string;
  readonly dueAt: number;
  readonly kind: string;
  readonly subject: string;
}

/** The longest time setTimeout takes. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** Jobs in the order they are due, by stripe-local's clock. A binary heap: a payment adds one, so there are many. */
export class Jobs {
  private heap: Job[] = [];
  private timer: NodeJS.Timeout | undefined;
  private next = 0;

  constructor(
    private readonly clock: Clock,
    private readonly run: (job: Job) => void,
    private readonly changed: (job: Job, added: boolean) => void,
  ) {}

  add(kind: string, subject: string, afterMs: number): void {
    const job = { id: `job_${++this.next}`, kind, subject, dueAt: this.clock.running() + afterMs };
    this.push(job);
    this.changed(job, true);
    if (this.heap[0] === job) this.arm();
  }

  runDue(): void {
    for (;;) {
      const job = this.heap[0];
      if (!job || job.dueAt > this.clock.running()) break;
      this.shift();
      this.changed(job, false);
      this.run(job);
    }
    this.arm();
  }

  save(): readonly Job[] {
    return this.heap;
  }

  load(jobs: readonly Job[]): void {
    this.heap = [];
    for (const job of jobs) {
      this.push(job);
      this.next = Math.max(this.next, Number(job.id.slice(4)));
    }
    this.arm();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.heap = [];
  }

  private arm(): void {
    clearTimeout(this.timer);
    const job = this.heap[0];
    if (!job) return;
    const wait = Math.min(Math.max(job.dueAt - this.clock.running(), 0), LONGEST_TIMEOUT_MS);
    this.timer = setTimeout(() => this.runDue(), wait);
    this.timer.unref();
  }

  private push(job: Job): void {
    const heap = this.heap;
    let at = heap.push(job) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as Job).dueAt <= job.dueAt) break;
      heap[at] = heap[parent] as Job;
      at = parent;
    }
    heap[at] = job;
  }

  private shift(): void {
    const heap = this.heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as Job).dueAt < (heap[child] as Job).dueAt) {
        child++;
      }
      if ((heap[child] as Job).dueAt >= last.dueAt) break;
      heap[at] = heap[child] as Job;
      at = child;
    }
    heap[at] = last;
  }
}
