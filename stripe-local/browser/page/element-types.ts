import type { FrameKind } from '../core/protocol';
import { wordsOf } from '../core/words';

export type ElementType =
  | 'payment'
  | 'linkAuthentication'
  | 'contactDetails'
  | 'address'
  | 'shippingAddress'
  | 'expressCheckout';

export const frameKinds: Readonly<Record<ElementType, FrameKind>> = {
  payment: 'payment',
  linkAuthentication: 'email',
  contactDetails: 'email',
  address: 'address',
  shippingAddress: 'address',
  expressCheckout: 'express',
};

/** Frames are titled in English whatever is spoken in them, as Stripe's are: page objects find them by it. */
export const titles = (): Readonly<Record<FrameKind, string>> => {
  const words = wordsOf('en');
  return {
    payment: words.paymentFrame,
    email: words.emailFrame,
    address: words.addressFrame,
    express: words.expressFrame,
  };
};
