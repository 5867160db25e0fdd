'use client';

import { addressWords } from '@/components/words/address-words';
import { DeliveryLine } from './delivery-line';
import type { ChosenDelivery } from './use-delivery';

/** Where what is bought goes, as the first thing that checkout asks. */
export function DeliveryChoice({ delivery }: { delivery: ChosenDelivery }) {
  return (
    <section aria-labelledby="delivery" className="grid gap-2">
      <p id="delivery" className="text-sm font-semibold">
        {addressWords.question}
      </p>
      <div className="rounded-sheet border border-line bg-sheet px-4 py-3">
        <DeliveryLine delivery={delivery} />
      </div>
    </section>
  );
}
