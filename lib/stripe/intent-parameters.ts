import type Stripe from 'stripe';
import type { PostalAddress } from '../domain/address';
import type { SavedFor } from '../domain/card';
import type { Json } from '../domain/json';
import type { Money } from '../domain/money';
import { withoutDetails } from './details';
import { sendable } from './sendable';

/** What every answer about an intent must carry, so that one report can be made of it. */
export const INTENT_EXPAND = ['latest_charge', 'payment_method'];

export type OrderForStripe = {
  orderId: string;
  purchaseId: string;
  productId: string;
  reference: string;
  title: string;
  total: Money;
  /** Null for an order from before anybody was asked. */
  address: PostalAddress | null;
  stripeCustomerId: string;
};

// No `receipt_email`: the receipt is a mail of ours, and Stripe would send a second one.
const orderParameters = (purchase: OrderForStripe) =>
  ({
    amount: purchase.total.amount,
    currency: purchase.total.currency,
    customer: purchase.stripeCustomerId,
    description: `${purchase.title} (${purchase.reference})`,
    // All that an order needs to be found again where the database was put back from a backup.
    metadata: {
      order_id: purchase.orderId,
      purchase_id: purchase.purchaseId,
      product_id: purchase.productId,
      reference: purchase.reference,
    },
    ...(purchase.address && { shipping: shippingOf(purchase.address) }),
    allowed_payment_method_types: ['card'],
    expand: INTENT_EXPAND,
  }) satisfies Stripe.PaymentIntentCreateParams;

/** For Radar, the bank and whoever reads the Dashboard. What our own order says of it counts. */
const shippingOf = ({ name, line1, line2, city, state, postalCode, country }: PostalAddress) => ({
  name,
  address: {
    line1,
    ...(line2 !== null && { line2 }),
    ...(city !== null && { city }),
    ...(state !== null && { state }),
    ...(postalCode !== null && { postal_code: postalCode }),
    country,
  },
});

type SavedCard = {
  stripePaymentMethodId: string;
  /** Where a bank's redirect comes back to; null off-session. */
  returnUrl: string | null;
};

/**
 * The buyer is present: 3-D Secure opens in place (`use_stripe_sdk`), and where a bank wants a
 * redirect it comes back to `return_url`. Without the first every challenge would be a redirect.
 * Off-session, nobody is there to be asked, so a bank that wants to ask declines instead.
 */
const withSavedCard = ({ stripePaymentMethodId, returnUrl }: SavedCard) =>
  (returnUrl === null
    ? { payment_method: stripePaymentMethodId, off_session: true }
    : {
        payment_method: stripePaymentMethodId,
        use_stripe_sdk: true,
        return_url: returnUrl,
      }) satisfies Stripe.PaymentIntentConfirmParams;

/** Makes the intent and confirms it with a saved card in one call. */
export const createAndConfirmParameters = (purchase: OrderForStripe, card: SavedCard): Json =>
  ({
    ...orderParameters(purchase),
    ...withSavedCard(card),
    confirm: true,
  }) satisfies Stripe.PaymentIntentCreateParams;

/** Makes an intent that the browser will confirm with a card typed there, which is saved for something or not. */
export const createParameters = (purchase: OrderForStripe, savedFor: SavedFor | null): Json =>
  ({
    ...orderParameters(purchase),
    ...(savedFor !== null && { setup_future_usage: savedFor }),
  }) satisfies Stripe.PaymentIntentCreateParams;

/** Confirms the order's intent with a saved card. */
export const confirmParameters = (card: SavedCard): Json =>
  ({
    ...withSavedCard(card),
    expand: INTENT_EXPAND,
  }) satisfies Stripe.PaymentIntentConfirmParams;

/** What a second try in the browser may have changed: the box. */
export const updateParameters = (savedFor: SavedFor | null): Json =>
  ({
    setup_future_usage: savedFor ?? '',
  }) satisfies Stripe.PaymentIntentUpdateParams;

/** A saved card is not saved again. */
export const stopSavingParameters = (): Json =>
  ({ setup_future_usage: '' }) satisfies Stripe.PaymentIntentUpdateParams;

/** Takes another saved card for an intent that waits for the first one's bank. */
export const swapCardParameters = (stripePaymentMethodId: string): Json =>
  ({
    payment_method: stripePaymentMethodId,
    setup_future_usage: '',
  }) satisfies Stripe.PaymentIntentUpdateParams;

/**
 * The same intent without anything that confirms it: what fences a key whose call was never
 * answered. Sent with that key, it finds out whether the call arrived, and spends the key if not.
 * Without details, too: one that Stripe refuses would keep the key from being spent.
 */
export function bareParameters(written: Json): Json {
  const bare = { ...sendable<Stripe.PaymentIntentCreateParams>(withoutDetails(written)) };
  delete bare.confirm;
  delete bare.payment_method;
  delete bare.off_session;
  delete bare.use_stripe_sdk;
  delete bare.return_url;
  return bare as unknown as Json;
}
