import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** One line of the file: a row or its end, a job or its end, or a value with a name. */
export type Line =
  | { readonly c: string; readonly r: unknown }
  | { readonly c: string; readonly d: string }
  | { readonly j: unknown }
  | { readonly x: string }
  | { readonly k: string; readonly v: unknown };

/** Of a new file: names and addresses of the shop's buyers are in it. */
const OWNER_ALONE = { mode: 0o600 };

/** After so many lines the file holds mostly old versions and is written anew. */
const REWRITE_AFTER_LINES = 400_000;

/**
 * The file behind `--data`: every change is a line at its end, written before the request is answered, so a killed
 * process loses nothing that anybody was told. Reading it again, the last line about a thing counts.
 */
export class Journal {
  private waiting: string[] = [];
  private lines = 0;

  constructor(private readonly file: string) {}

  read(): Line[] {
    if (!existsSync(this.file)) return [];
    chmodSync(this.file, OWNER_ALONE.mode);
    const text = readFileSync(this.file, 'utf8');
    // Without its newline the last line was cut off in the middle of being written.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const lines = whole.split('\n').filter(Boolean);
    this.lines = lines.length;
    return lines.map((line, at) => {
      try {
        return JSON.parse(line) as Line;
      } catch {
        throw new Error(`${this.file}: line ${at + 1} is not readable`);
      }
    });
  }

  add(line: Line): void {
    this.waiting.push(JSON.stringify(line));
  }

  commit(): void {
    if (!this.waiting.length) return;
    this.lines += this.waiting.length;
    appendFileSync(this.file, `${this.waiting.join('\n')}\n`, OWNER_ALONE);
    this.waiting = [];
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }

  get worn(): boolean {
    return this.lines > REWRITE_AFTER_LINES;
  }

  /** Writes the file anew beside the old one and puts it in its place, so that no moment is without a whole file. */
  rewrite(lines: readonly Line[]): void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    const next = `${this.file}.next`;
    writeFileSync(next, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), OWNER_ALONE);
    renameSync(next, this.file);
    this.waiting = [];
    this.lines = lines.length;
  }
}
