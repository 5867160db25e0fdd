'use client';

import { AddressElement, useElements } from '@stripe/react-stripe-js';
import type { StripeAddressElementOptions } from '@stripe/stripe-js';
import { useImperativeHandle, useMemo } from 'react';
import type { Ref } from 'react';
import { useCardFormState, useElementReport } from '@/components/stripe/use-elements-state';
import type { PostalAddress } from '@/lib/domain/address';
import { postalAddressOfForm } from './postal-address-of';

export type AddressFieldsHandle = {
  /** The fields are there. */
  isReady: boolean;
  /** What was typed, or null where something is missing, which is marked then. */
  read: () => Promise<PostalAddress | null>;
};

type AddressFieldsProps = {
  name: string;
  /** What stands in the fields already. */
  before: PostalAddress | null;
  countries: readonly string[];
  ref: Ref<AddressFieldsHandle>;
};

/** Stripe's own fields for an address. What they tell is judged anew on the server. */
export function AddressFields({ name, before, countries, ref }: AddressFieldsProps) {
  const elements = useElements();
  const report = useElementReport('address');
  const isReady = useCardFormState() === 'ready';
  const options = useMemo<StripeAddressElementOptions>(
    () => ({
      mode: 'shipping',
      allowedCountries: [...countries],
      // Suggestions come from Google: nobody else is told what is typed.
      autocomplete: { mode: 'disabled' },
      // Link's addresses would come with a form of its own.
      contacts: [],
      fields: { phone: 'never' },
      defaultValues: before
        ? {
            name: before.name,
            address: {
              line1: before.line1,
              line2: before.line2,
              city: before.city,
              state: before.state,
              postal_code: before.postalCode,
              country: before.country,
            },
          }
        : { name },
    }),
    [countries, before, name],
  );

  useImperativeHandle(
    ref,
    () => ({
      isReady,
      read: async () => {
        const element = elements?.getElement('address');
        if (!element) return null;
        const { complete, value } = await element.getValue();
        return complete ? postalAddressOfForm(value) : null;
      },
    }),
    [elements, isReady],
  );

  return <AddressElement {...report} options={options} />;
}
