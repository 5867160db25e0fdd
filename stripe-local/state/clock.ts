/** When a seeded run begins: a fixed day, so that times in its answers are the same on every run. */
const SEEDED_START_MS = Date.UTC(2026, 10, 2, 9, 0, 0);

/**
 * stripe-local's own time, in milliseconds. It runs with the machine's clock plus what a tester added; with a seed it
 * stands still except for one second per change, so that recorded times repeat.
 */
export class Clock {
  private offset = 0;
  private ticks = 0;

  constructor(private readonly seeded = false) {}

  now(): number {
    return this.seeded
      ? SEEDED_START_MS + this.ticks * 1000 + this.offset
      : Date.now() + this.offset;
  }

  /** The time that jobs wait by: it runs on even where a seed makes the shown time stand still. */
  running(): number {
    return Date.now() + this.offset;
  }

  /** Stripe's timestamps are whole seconds. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  tick(): void {
    if (this.seeded) this.ticks++;
  }

  advance(seconds: number): void {
    this.offset += seconds * 1000;
  }

  save(): { offset: number; ticks: number } {
    return { offset: this.offset, ticks: this.ticks };
  }

  load({ offset, ticks }: { offset: number; ticks: number }): void {
    this.offset = offset;
    this.ticks = ticks;
  }
}
