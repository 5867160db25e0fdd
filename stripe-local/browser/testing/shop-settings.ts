import type {
  Stripe,
  StripeAddressElementOptions,
  StripeElements,
  StripeElementsOptions,
  StripePaymentElementOptions,
} from '@stripe/stripe-js';

/** What a test wants on the page; it travels in the address. */
export interface ShopSettings {
  readonly elements: StripeElementsOptions;
  readonly publishableKey?: string;
  readonly payment?: StripePaymentElementOptions;
  /** Shows a Contact Details Element, prefilled with this address. */
  readonly email?: string;
  readonly address?: StripeAddressElementOptions;
  readonly express?: boolean;
}

/** What the page puts on its window for the test to call. */
export interface ShopWindow {
  readonly stripe: Stripe;
  readonly elements: StripeElements;
  readonly events: [string, unknown][];
  setOptions(options: StripeElementsOptions): void;
}

declare global {
  interface Window {
    shop: ShopWindow;
  }
}
