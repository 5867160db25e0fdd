'use client';

import { ContactDetailsElement, useElements, useStripe } from '@stripe/react-stripe-js';
import type { StripeError } from '@stripe/stripe-js';
import { useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { Ref } from 'react';
import { AgreedWords } from '@/components/actions/agreed-words';
import { CardFields } from '@/components/stripe/card-fields';
import { cardOnly } from '@/components/stripe/payment-element-options';
import { useCardFormState, useElementReport } from '@/components/stripe/use-elements-state';
import { Checkbox } from '@/components/ui/checkbox';
import { useSavedFor } from '@/components/stripe/stripe-provider';
import { savingWording } from '@/lib/domain/consent';

/** What checkout may do with a card whose digits it never sees. */
export type TypedCardHandle = {
  /** The fields are there. */
  isReady: boolean;
  /** Checks the fields, and marks what is wrong with them. Null where nothing is. */
  check: () => Promise<StripeError | null>;
  confirm: (clientSecret: string, returnUrl: string) => Promise<StripeError | null>;
  receiptEmail: string;
  /** The version of the words beside the box; null where it is not ticked. */
  saveCardConsent: string | null;
  /** The words themselves. */
  consentText: string | null;
};

type TypedCardProps = {
  email: string;
  /** Confirms a set-up instead of a payment. */
  isForLater: boolean;
  ref: Ref<TypedCardHandle>;
};

export function TypedCard({ email, isForLater, ref }: TypedCardProps) {
  const stripe = useStripe();
  const elements = useElements();
  const savedFor = useSavedFor();
  const consent = savingWording('save_card_while_paying', savedFor);
  const [receiptEmail, setReceiptEmail] = useState(email);
  const [saves, setSaves] = useState(false);
  const isReady = useCardFormState() === 'ready';
  const contactReport = useElementReport('contact');
  const telling = useRef<Promise<void>>(Promise.resolve());

  const contact = useMemo(() => ({ defaultValues: { email } }), [email]);
  const payment = useMemo(
    () => ({ ...cardOnly, defaultValues: { billingDetails: { email } } }),
    [email],
  );

  useImperativeHandle(
    ref,
    () => ({
      isReady,
      receiptEmail,
      consentText: saves ? consent.text : null,
      saveCardConsent: saves ? consent.version : null,
      check: async () => {
        if (!elements) return notThere;
        // The fields and the intent must agree on whether the card is kept, or Stripe.js refuses.
        await telling.current;
        return (await elements.submit()).error ?? null;
      },
      confirm: async (clientSecret, returnUrl) => {
        if (!stripe || !elements) return notThere;
        const options = {
          elements,
          clientSecret,
          confirmParams: { return_url: returnUrl },
          redirect: 'if_required' as const,
        };
        const answer = await (isForLater
          ? stripe.confirmSetup(options)
          : stripe.confirmPayment(options));
        return answer.error ?? null;
      },
    }),
    [stripe, elements, isReady, receiptEmail, saves, isForLater, consent],
  );

  const choose = (isTicked: boolean) => {
    setSaves(isTicked);
    // A set-up keeps the card in any case; the box is about whether checkout offers it.
    if (isForLater) return;
    const update = { setupFutureUsage: isTicked ? savedFor : null };
    telling.current = elements?.update(update) ?? Promise.resolve();
  };

  return (
    <div className="grid gap-4 pt-1">
      <div className="grid gap-1.5">
        <div className="min-h-17">
          <ContactDetailsElement
            {...contactReport}
            options={contact}
            onChange={({ value }) => setReceiptEmail(value.email)}
          />
        </div>
        <p className="text-sm text-ink-muted">The receipt goes to this address.</p>
      </div>
      <CardFields options={payment} />
      <Checkbox
        name="save-card"
        label={<AgreedWords>{consent.text}</AgreedWords>}
        checked={saves}
        onChange={(event) => choose(event.target.checked)}
      />
    </div>
  );
}

/** Taken away between the check and the answer, as by trying again to load it. */
const notThere: StripeError = { type: 'api_connection_error' };
