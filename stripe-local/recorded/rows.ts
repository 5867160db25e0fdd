import type { Asking } from '../testing/ask';

/** What a refusal needs to be there first; a test makes it anew for each row. */
export interface Scene {
  readonly customer: string;
  readonly otherCustomer: string;
  /** Attached to `customer`. */
  readonly method: string;
  readonly intent: (form: string) => Promise<{ id: string; charge: string }>;
  readonly setup: (form: string) => Promise<string>;
  readonly make: (endpoint: string, form?: string) => Promise<string>;
}

export interface Request extends Asking {
  readonly endpoint: string;
  readonly form?: string;
}

/** One recorded refusal: Stripe's words with their gaps, and the requests that it was the answer to. */
export interface RecordedError {
  readonly status: number;
  readonly type?: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly message: string;
  /** Which object the refusal brings along. */
  readonly carries?: readonly ('payment_intent' | 'setup_intent' | 'payment_method' | 'charge')[];
  readonly asked: (scene: Scene) => Promise<readonly Request[]>;
}
