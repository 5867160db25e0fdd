import type Stripe from 'stripe';
import type { Checked } from '../api/form';
import { checkEmail } from './email-address';
import { checkMetadata } from './text-length';

type Params = { readonly [key: string]: Checked };

/** A text parameter: absent keeps what is there, empty unsets it. */
export const textField = (value: unknown, kept: string | null): string | null =>
  value === undefined ? kept : typeof value === 'string' && value !== '' ? value : null;

/** Stripe merges metadata key by key; an empty value takes a key out, an empty whole takes all out. */
export function mergeMetadata(kept: Stripe.Metadata | null, sent: unknown): Stripe.Metadata {
  if (sent === undefined) return kept ?? {};
  if (sent === '' || sent === null) return {};
  checkMetadata(sent as Record<string, unknown>);
  const merged: Stripe.Metadata = { ...kept };
  for (const [key, value] of Object.entries(sent as Record<string, string>)) {
    if (value === '') delete merged[key];
    else merged[key] = String(value);
  }
  return merged;
}

export function addressOf(sent: unknown, kept: Stripe.Address | null): Stripe.Address | null {
  if (sent === undefined) return kept;
  if (sent === '' || sent === null) return null;
  const given = sent as Params;
  const field = (name: keyof Stripe.Address) => textField(given[name], kept?.[name] ?? null);
  return {
    city: field('city'),
    country: field('country'),
    line1: field('line1'),
    line2: field('line2'),
    postal_code: field('postal_code'),
    state: field('state'),
  };
}

const NO_ADDRESS: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

export const NO_BILLING_DETAILS: Stripe.PaymentMethod.BillingDetails = {
  address: NO_ADDRESS,
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

export function billingDetailsOf(
  sent: unknown,
  kept: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod.BillingDetails {
  if (sent === undefined) return kept;
  const given = (sent === '' ? {} : sent) as Params;
  checkEmail(given.email, 'billing_details[email]');
  return {
    address: addressOf(given.address, kept.address) ?? NO_ADDRESS,
    email: textField(given.email, kept.email),
    name: textField(given.name, kept.name),
    phone: textField(given.phone, kept.phone),
    tax_id: textField(given.tax_id, kept.tax_id),
  };
}

/** Where goods go, as intents and charges carry it. */
export function shippingOf(
  sent: unknown,
  kept: Stripe.PaymentIntent.Shipping | null,
): Stripe.PaymentIntent.Shipping | null {
  if (sent === undefined) return kept;
  if (sent === '' || sent === null) return null;
  const given = sent as Params;
  return {
    address: addressOf(given.address, kept?.address ?? null) ?? NO_ADDRESS,
    carrier: textField(given.carrier, kept?.carrier ?? null),
    name: textField(given.name, kept?.name ?? null) ?? '',
    phone: textField(given.phone, kept?.phone ?? null),
    tracking_number: textField(given.tracking_number, kept?.tracking_number ?? null),
  };
}
