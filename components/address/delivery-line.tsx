'use client';

import type { ReactNode } from 'react';
import { AgreedWords } from '@/components/actions/agreed-words';
import { whole } from '@/components/ui/said';
import { addressWords, toText } from '@/components/words/address-words';
import type { ChosenDelivery } from './use-delivery';

type DeliveryLineProps = {
  delivery: ChosenDelivery;
  /** What can be changed besides. */
  children?: ReactNode;
};

/** "To Ada, 12 Mill Lane", and a way to send it elsewhere. */
export function DeliveryLine({ delivery, children }: DeliveryLineProps) {
  const { address, change, warm, dialog } = delivery;
  return (
    <div className="grid gap-2">
      <p className="flex min-h-6 flex-wrap items-baseline gap-x-4 gap-y-1">
        {address ? (
          <AgreedWords className="font-semibold wrap-anywhere">{toText(address)}</AgreedWords>
        ) : (
          <span className="text-ink-muted">{addressWords.unknown}</span>
        )}
        <button
          type="button"
          onClick={() => void change()}
          onPointerOver={warm}
          onFocus={warm}
          className="min-h-6 cursor-pointer font-medium underline underline-offset-4"
        >
          {address ? addressWords.change : addressWords.sayWhere}
        </button>
        {whole(children)}
      </p>
      {dialog}
    </div>
  );
}
