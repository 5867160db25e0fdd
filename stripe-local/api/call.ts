import type { Shape } from '../params/shape';
import type { World } from '../state/world';
import type { Checked } from './form';

export type KeyKind = 'secret' | 'restricted' | 'publishable';

/** One request to the API after its parameters were checked. */
export interface Call {
  readonly endpoint: string;
  readonly id: string;
  /** The second id of a path such as /customers/:id/payment_methods/:method. */
  readonly inner: string;
  readonly params: { readonly [key: string]: Checked };
  readonly key: KeyKind;
  readonly version: string;
  readonly requestId: string;
  /** What a browser sends to show that it may see an intent. */
  readonly clientSecret: string | null;
}

export type Handler = (world: World, call: Call) => unknown;

export interface Route {
  readonly endpoint: string;
  readonly handle: Handler;
  /** Whether a publishable key may call it. */
  readonly browser?: true;
  /** Parameters that the API takes beyond those the SDK's types name. */
  readonly extra?: Readonly<Record<string, Shape>>;
}
