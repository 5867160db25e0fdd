'use client';

import type { StripeElementsOptions } from '@stripe/stripe-js';
import type { Ref } from 'react';
import { StripeElements } from '@/components/stripe/stripe-elements';
import { Skeleton } from '@/components/ui/skeleton';
import type { PostalAddress } from '@/lib/domain/address';
import { AddressFields, type AddressFieldsHandle } from './address-fields';

/** No money is meant: Stripe's fields want to know what they stand beside. */
const elements: StripeElementsOptions = { mode: 'setup', currency: 'eur' };

type AddressPanelProps = {
  name: string;
  before: PostalAddress | null;
  countries: readonly string[];
  /** Null until Stripe's fields are there. */
  ref: Ref<AddressFieldsHandle>;
};

export function AddressPanel(props: AddressPanelProps) {
  return (
    <StripeElements
      options={elements}
      skeleton={
        <div className="grid gap-4">
          {['name', 'country', 'street', 'town'].map((field) => (
            <div key={field} className="grid gap-1.5">
              <Skeleton className="h-4 w-24" />
              <Skeleton className="h-11" />
            </div>
          ))}
        </div>
      }
    >
      <AddressFields {...props} />
    </StripeElements>
  );
}
