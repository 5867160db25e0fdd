'use client';

import { useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import { DeliveryChoice } from '@/components/address/delivery-choice';
import { PreorderTerms } from '@/components/shop/preorder-terms';
import type { CardFormState } from '@/components/stripe/use-elements-state';
import { useWarmStripe } from '@/components/stripe/use-warm-stripe';
import { includedText } from '@/components/words/address-words';
import { anotherCopyText } from '@/components/words/pay-words';
import { CardChoice, NEW_CARD } from './card-choice';
import { NewCardPanel } from './new-card-panel';
import { SavedCardNotice } from './saved-card-notice';
import type { TypedCardHandle } from './typed-card';
import { TypedCardNotice } from './typed-card-notice';
import { useCheckout, type Checkout } from './use-checkout';

type CheckoutFormProps = Checkout & { email: string };

/** Pays, or pre-orders, with a saved card or a new one. The total stands on the button, and nothing is added to it. */
export function CheckoutForm({ email, ...props }: CheckoutFormProps) {
  const { total, cards, preorder } = props;
  const checkout = useCheckout(props);
  const warmStripe = useWarmStripe();
  const { choice, agreed, saved, typed } = checkout;
  const [formState, setFormState] = useState<CardFormState>('loading');
  const form = useRef<HTMLFormElement>(null);
  const typedCard = useRef<TypedCardHandle>(null);

  const pay = async () => {
    // What stands in the place of the fields says it all: a second notice would contradict it.
    if (choice === NEW_CARD && formState === 'failed') alertIn(form.current)?.focus();
    else await checkout.pay(() => typedCard.current);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    return pay();
  };
  const doing = preorder ? 'preorder' : undefined;
  const another = {
    words: anotherCopyText(agreed.words[0]),
    onAgree: (besides: string) => {
      checkout.takeAnother(besides);
      return pay();
    },
  };

  return (
    // On a phone the summary sticks to the top: what takes focus must not hide beneath it.
    <form ref={form} method="post" onSubmit={submit} className="grid gap-6 max-md:**:scroll-mt-28">
      <DeliveryChoice delivery={checkout.delivery} />
      <CardChoice
        legend={preorder ? 'Charge when it is sent' : 'Pay with'}
        cards={cards}
        choice={choice}
        onChoose={checkout.choose}
        onNearNew={warmStripe}
        newCard={
          checkout.wantsNew ? (
            <NewCardPanel
              total={total}
              email={email}
              isForLater={preorder !== null}
              ref={typedCard}
              onState={setFormState}
            />
          ) : null
        }
      />
      {preorder ? <PreorderTerms terms={{ ...preorder, total }} /> : null}
      <AgreeButton
        agreed={agreed}
        type="submit"
        variant="primary"
        wide
        className="figures min-h-14 text-lg"
        pending={saved.pending || typed.pending}
        pendingLabel={preorder ? 'Asking your bank…' : 'Paying…'}
      />
      <p className="text-center text-sm text-ink-muted md:hidden">{includedText}</p>
      {/* Below what was pressed, which stays in its place. */}
      <SavedCardNotice trouble={saved.trouble} another={another} doing={doing} />
      <TypedCardNotice payment={typed} formState={formState} another={another} doing={doing} />
    </form>
  );
}

const alertIn = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>('[role="alert"]') ?? null;
