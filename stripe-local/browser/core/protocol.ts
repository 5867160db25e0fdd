/** What the embedding page and the frames say to each other. No message carries a card number. */
import type { Appearance } from '@stripe/stripe-js';
import type { FormRecord } from './form-body';
import type { StripeFailure } from './api';

export type FrameKind = 'payment' | 'email' | 'address' | 'express';

/** Names which program a message belongs to, since other scripts post to the same window. */
export const CHANNEL = 'stripe-local';

export interface SavedCard {
  readonly id: string;
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  /** As the API gave it; the change event hands it on. */
  readonly billingDetails: unknown;
}

/** Whether the customer may tick that the card is kept, and for which later use. */
export interface SaveOffer {
  readonly isOffered: boolean;
  readonly usage: string | null;
}

/** Lets the frame take saved cards away in the customer's name; null where the session does not allow it. */
export interface Removal {
  readonly sessionSecret: string;
}

/** Everything a frame needs to draw itself; sent whole at start and after each update. */
export interface FrameOptions {
  readonly publishableKey: string;
  /** `payment`, `linkAuthentication` …: the inputs' ids begin with it. */
  readonly elementType: string;
  readonly locale: string | undefined;
  readonly appearance: Appearance | undefined;
  /** As the page gave them. */
  readonly fonts: unknown;
  /** The element's own options as the page gave them. */
  readonly element: Readonly<Record<string, unknown>>;
  /** The card will be kept, so the terms are shown. */
  readonly savesCard: boolean;
  readonly savedCards: readonly SavedCard[];
  readonly saveOffer: SaveOffer;
  readonly removal: Removal | null;
  /** An Address Element of the same group asks for the billing address, so nobody asks twice. */
  readonly addressAskedElsewhere: boolean;
}

/** A request that the frame sends to the API with what was typed into it. */
export interface FrameRequest {
  readonly path: string;
  readonly params: FormRecord;
  /** Whether the typed details go in `payment_method_data` or stand at the top level. */
  readonly placement: 'payment_method_data' | 'top';
}

export type ToFrame =
  | { readonly channel: typeof CHANNEL; readonly kind: 'options'; readonly options: FrameOptions }
  | {
      readonly channel: typeof CHANNEL;
      readonly kind: 'call';
      readonly id: number;
      readonly method: FrameMethod;
      readonly argument?: FrameRequest;
    };

export type FrameMethod =
  'submit' | 'send' | 'focus' | 'blur' | 'clear' | 'collapse' | 'synchronize';

export interface FrameEvent {
  readonly name:
    | 'ready'
    | 'change'
    | 'focus'
    | 'blur'
    | 'escape'
    | 'carddetailschange'
    | 'savedpaymentmethodremove'
    | 'availablepaymentmethodschange';
  readonly payload: Readonly<Record<string, unknown>>;
}

export type FromFrame =
  | { readonly channel: typeof CHANNEL; readonly kind: 'loaded' }
  | { readonly channel: typeof CHANNEL; readonly kind: 'height'; readonly height: number }
  | { readonly channel: typeof CHANNEL; readonly kind: 'event'; readonly event: FrameEvent }
  | {
      readonly channel: typeof CHANNEL;
      readonly kind: 'answer';
      readonly id: number;
      readonly answer: FrameAnswer;
    };

export type FrameAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: StripeFailure };

/** From the challenge's outer frame to the page that embeds it. */
export interface ChallengeFinished {
  readonly channel: typeof CHANNEL;
  readonly kind: 'challenge-finished';
}

export const isOurs = (data: unknown): data is { channel: typeof CHANNEL; kind: string } =>
  typeof data === 'object' && data !== null && 'channel' in data && data.channel === CHANNEL;
