import type { StripeAddressElementChangeEvent } from '@stripe/stripe-js';
import type { PostalAddress } from '@/lib/domain/address';

type Typed = StripeAddressElementChangeEvent['value'];

const orNull = (text: string | null | undefined): string | null => text?.trim() || null;

/** What somebody typed into Stripe's form, in our words. */
export const postalAddressOfForm = ({ name, address }: Typed): PostalAddress => ({
  name: name.trim(),
  line1: address.line1.trim(),
  line2: orNull(address.line2),
  city: orNull(address.city),
  state: orNull(address.state),
  postalCode: orNull(address.postal_code),
  country: address.country,
});
