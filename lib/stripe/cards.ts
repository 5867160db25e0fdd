import type Stripe from 'stripe';
import { redisplays, type Billing, type CardDetails } from '../domain/card';
import { shownBrand } from './shown-brand';
import type { WrittenKey } from '../domain/ids';
import { stripe } from './client';
import { PaymentsError } from './errors';
import { change, look } from './send';

/** Null for anything that is not a card. */
export function toCardDetails(method: Stripe.PaymentMethod): CardDetails | null {
  const { card } = method;
  if (!card) return null;
  return {
    stripePaymentMethodId: method.id,
    stripeCustomerId: idOf(method.customer),
    brand: shownBrand(card),
    last4: card.last4,
    expMonth: card.exp_month,
    expYear: card.exp_year,
    funding: card.funding,
    country: card.country,
    fingerprint: card.fingerprint ?? null,
    // A value newer than this code is no agreement to show the card at checkout.
    redisplay: redisplays.find((known) => known === method.allow_redisplay) ?? 'unspecified',
    billing: toBilling(method.billing_details),
  };
}

function toBilling({ name, address }: Stripe.PaymentMethod.BillingDetails): Billing | null {
  const billing: Billing = {
    name: orNull(name),
    line1: orNull(address?.line1),
    line2: orNull(address?.line2),
    postalCode: orNull(address?.postal_code),
    city: orNull(address?.city),
    state: orNull(address?.state),
    country: orNull(address?.country),
  };
  return Object.values(billing).some((part) => part !== null) ? billing : null;
}

const orNull = (text: string | null | undefined): string | null => text?.trim() || null;

export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** Null where Stripe knows no such payment method, or it is not a card. Throws PaymentsError. */
export async function findCardAtStripe(stripePaymentMethodId: string): Promise<CardDetails | null> {
  try {
    return toCardDetails(await look(() => stripe().paymentMethods.retrieve(stripePaymentMethodId)));
  } catch (error) {
    if (error instanceof PaymentsError && error.fault === 'missing') return null;
    throw error;
  }
}

/** Lets checkout offer the card: its owner agreed. Throws PaymentsError. */
export async function allowRedisplay(
  key: WrittenKey,
  stripePaymentMethodId: string,
): Promise<void> {
  await change(key, (keyed) =>
    stripe().paymentMethods.update(stripePaymentMethodId, { allow_redisplay: 'always' }, keyed),
  );
}

/**
 * Whether all that an event tells of a change is that checkout may offer the card now. Source: Stripe's
 * API reference, Event, `data.previous_attributes`.
 */
export function offersCardOnly(event: unknown): boolean {
  const { data } = event as Partial<Stripe.PaymentMethodUpdatedEvent>;
  const changed = Object.keys(data?.previous_attributes ?? {});
  const isAlone = changed.length === 1 && changed[0] === 'allow_redisplay';
  return isAlone && data?.object.allow_redisplay === 'always';
}

/** Takes a card from its Customer for good. One that is off already is fine. Throws PaymentsError. */
export async function detachCard(key: WrittenKey, stripePaymentMethodId: string): Promise<void> {
  try {
    await change(key, (keyed) =>
      stripe().paymentMethods.detach(stripePaymentMethodId, undefined, keyed),
    );
  } catch (error) {
    if (!(error instanceof PaymentsError)) throw error;
    const now = error.fault === 'refused' ? await findCardAtStripe(stripePaymentMethodId) : null;
    const isOff =
      error.fault === 'missing' || (error.fault === 'refused' && !now?.stripeCustomerId);
    if (!isOff) throw error;
  }
}
