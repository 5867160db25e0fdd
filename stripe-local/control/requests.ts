import type { KeyKind } from '../api/call';

export interface SeenRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly key: KeyKind | null;
  readonly idempotencyKey: string | null;
  readonly status: number;
  readonly requestId: string;
  /** The form as it was sent, without what must not be written down. */
  readonly body: string;
}

/** Enough for any one test; the memory stays small. */
const KEPT = 1_000;

const SECRET = /((?:^|&)(?:key|client_secret|[^&=]*(?:number|cvc|iban)[^&=]*)=)[^&]*/g;

/** Card numbers, codes and secrets are not kept, not even here. */
export const redacted = (form: string): string =>
  form.replaceAll(/%5B/gi, '[').replaceAll(/%5D/gi, ']').replaceAll(SECRET, '$1[redacted]');

/** The latest requests to /v1, newest last. */
export class SeenRequests {
  private seen: SeenRequest[] = [];

  add(request: SeenRequest): void {
    this.seen.push(request);
    if (this.seen.length > KEPT * 2) this.seen = this.seen.slice(-KEPT);
  }

  list(): readonly SeenRequest[] {
    return this.seen.slice(-KEPT);
  }

  clear(): void {
    this.seen = [];
  }
}
