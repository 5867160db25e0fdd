'use client';

import { useState } from 'react';
import { ask, type ShownFailure } from '@/components/actions/ask';
import { addressWords, keptAddressWords } from '@/components/words/address-words';
import {
  wholeAddress,
  type AddressView,
  type Destination,
  type PostalAddress,
} from '@/lib/domain/address';
import type { Delivery } from './address-actions';
import { useAddressDialog } from './lazy-address-dialog';

type Chosen = {
  id: string;
  /** One that was added here, and the list that it was added to: the page's next one has it. */
  added: { address: AddressView; to: Delivery['addresses'] } | null;
};

/**
 * Where what a page sells or pays goes: what was chosen here, or else where its order goes, or else
 * the default. Asks where nothing is known.
 */
export function useDelivery(delivery: Delivery, ordered: PostalAddress | null = null) {
  const { addresses, countries, name, addAddress } = delivery;
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const dialog = useAddressDialog();

  const added = chosen?.added?.to === addresses ? chosen.added.address : null;
  const kept = addresses.find(({ id }) => id === chosen?.id) ?? added;
  const address: PostalAddress | null = kept ?? ordered ?? addresses[0] ?? null;
  const to: Destination | null = kept
    ? { addressId: kept.id }
    : ordered
      ? { asShown: wholeAddress(ordered) }
      : addresses[0]
        ? { addressId: addresses[0].id }
        : null;

  const take = (next: AddressView) => {
    const isNew = !addresses.some(({ id }) => id === next.id);
    setChosen({ id: next.id, added: isNew ? { address: next, to: addresses } : null });
  };
  const open = (
    label: string,
    pendingLabel: string,
    onAddress: (to: Destination) => Promise<ShownFailure | null>,
  ) =>
    dialog.open({
      title: addressWords.question,
      choices: added ? [added, ...addresses] : addresses,
      chosenId: kept?.id ?? null,
      name,
      countries,
      label,
      pendingLabel,
      save: (typed) => ask(addAddress, { address: typed }),
      onAddress: (next) => {
        take(next);
        return onAddress({ addressId: next.id });
      },
    });

  return {
    address,
    to,
    /** Asks, and goes on with what `label` says. */
    askFirst: (label: string, goOn: (to: Destination) => unknown) =>
      open(label, keptAddressWords.saving, (next) => {
        void goOn(next);
        return Promise.resolve(null);
      }),
    change: () =>
      open(addressWords.sendThere, keptAddressWords.saving, () => Promise.resolve(null)),
    warm: dialog.warm,
    dialog: dialog.dialog,
  };
}

export type ChosenDelivery = ReturnType<typeof useDelivery>;
