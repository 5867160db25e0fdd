import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Random text in Stripe's alphabet. With a seed the same calls give the same ids. */
export class Ids {
  private state: [number, number, number, number];

  constructor(seed?: number) {
    if (seed === undefined) {
      const bytes = randomBytes(16);
      this.state = [0, 4, 8, 12].map((at) => bytes.readUInt32LE(at)) as Ids['state'];
    } else {
      this.state = [seed >>> 0, 0x9e3779b9, 0x243f6a88, 0xb7e15162];
      for (let round = 0; round < 12; round++) this.next();
    }
  }

  // sfc32: fast, and far from repeating within any run.
  private next(): number {
    let [a, b, c, d] = this.state;
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    this.state = [a, b, c, d];
    return t >>> 0;
  }

  text(length: number): string {
    let text = '';
    for (let at = 0; at < length; at++) text += ALPHABET[this.next() % ALPHABET.length];
    return text;
  }

  digits(length: number): string {
    let text = '';
    for (let at = 0; at < length; at++) text += String(this.next() % 10);
    return text;
  }

  below(limit: number): number {
    return this.next() % limit;
  }

  /** Where the sequence stands, so that a restart goes on with it rather than from its beginning. */
  save(): readonly number[] {
    return this.state;
  }

  load(state: readonly number[]): void {
    this.state = [...state] as Ids['state'];
  }
}
