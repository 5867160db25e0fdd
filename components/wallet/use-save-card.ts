'use client';

import { useElements, useStripe } from '@stripe/react-stripe-js';
import type { Stripe, StripeElements, StripeError } from '@stripe/stripe-js';
import { useRef } from 'react';
import { ask } from '@/components/actions/ask';
import type { ShownFailure } from '@/components/actions/ask';
import { refuseUnlessSaid } from '@/components/actions/ask-agreed';
import { usePerson } from '@/components/actions/drawn-for';
import { answerOf } from '@/components/stripe/answer-of';
import { checkFields } from '@/components/stripe/check-fields';
import { refusesEmail } from '@/components/stripe/refuses-email';
import { useSavedFor } from '@/components/stripe/stripe-provider';
import type { SavedFor } from '@/lib/domain/card';
import { savingWording } from '@/lib/domain/consent';
import { walletReturnPath } from '@/lib/domain/return-path';
import type { Adding } from './adding';

type Saved =
  | { is: 'saved'; back: URL }
  | { is: 'refused'; error: StripeError }
  | { is: 'failed'; failure: ShownFailure };

/**
 * Saves the card that stands in the fields: they are checked, the server has a set-up made (or goes on with
 * the one of the try before), and Stripe's frame confirms it.
 */
export function useSaveCard({ email, startAddingCard }: Adding): () => Promise<Saved> {
  const stripe = useStripe();
  const elements = useElements();
  const person = usePerson();
  const savedFor = useSavedFor();
  // Of the try before: another one goes on with it. What the fields were told that the card is for, too.
  const cardSetupId = useRef<string | null>(null);
  const told = useRef<SavedFor>(savedFor);

  return async () => {
    if (!stripe || !elements) return { is: 'refused', error: { type: 'api_connection_error' } };
    const fault = await answerOf(() => checkFields(elements));
    if (fault) return { is: 'refused', error: fault };
    const wording = savingWording('save_card_in_wallet', savedFor);
    const unsaid = refuseUnlessSaid([wording.text]);
    if (unsaid) return { is: 'failed', failure: unsaid };
    const started = await ask(startAddingCard, {
      consentVersion: wording.version,
      cardSetupId: cardSetupId.current,
    });
    if (!started.ok) return { is: 'failed', failure: started };
    cardSetupId.current = started.value.cardSetupId;
    const { clientSecret, usage } = started.value;

    // Forwards to the wallet, having made sure that the card is there.
    const back = new URL(walletReturnPath(person), window.location.origin);
    const error = await answerOf(async () => {
      if (usage !== told.current) {
        // The fields and the set-up must agree, or Stripe.js refuses; a change wants another check.
        await elements.update({ setupFutureUsage: usage });
        told.current = usage;
        const again = await checkFields(elements);
        if (again) return again;
      }
      const answer = await confirm(stripe, elements, { clientSecret, back, email });
      if (answer.error) return answer.error;
      back.searchParams.set('setup_intent', answer.setupIntent.id);
      return null;
    });
    return error ? { is: 'refused', error } : { is: 'saved', back };
  };
}

type Confirmed = { clientSecret: string; back: URL; email: string };

/**
 * The account's address is not asked for in the form: it goes on the card, unless Stripe refuses it. Its
 * owner could not mend it here.
 */
async function confirm(
  stripe: Stripe,
  elements: StripeElements,
  { clientSecret, back, email }: Confirmed,
) {
  const withEmail = (onCard: string | null) =>
    stripe.confirmSetup({
      elements,
      clientSecret,
      redirect: 'if_required',
      confirmParams: {
        return_url: back.href,
        payment_method_data: { billing_details: { email: onCard } },
      },
    });
  const first = await withEmail(email);
  if (!first.error || !refusesEmail(first.error)) return first;
  const fault = await checkFields(elements);
  return fault ? { error: fault } : withEmail(null);
}
