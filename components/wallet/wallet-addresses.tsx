'use client';

import { MapPin, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import { ask, type Answer, type ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import type { AddressActions } from '@/components/address/address-actions';
import { useAddressDialog } from '@/components/address/lazy-address-dialog';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Said } from '@/components/ui/said';
import { useToast } from '@/components/ui/toast';
import { keptAddressWords as words } from '@/components/words/address-words';
import { addressLines, type AddressView, type PostalAddress } from '@/lib/domain/address';
import { RemoveAddressDialog } from './remove-address-dialog';

type WalletAddressesProps = {
  /** The default first, then the newest. */
  addresses: readonly AddressView[];
  countries: readonly string[];
  name: string;
  actions: AddressActions;
};

export function WalletAddresses({ addresses, countries, name, actions }: WalletAddressesProps) {
  const router = useRouter();
  const toast = useToast();
  const section = useRef<HTMLElement>(null);
  const { open, warm, dialog } = useAddressDialog();
  const [removal, setRemoval] = useState<AddressView | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [, startTransition] = useTransition();

  const done = (title: string) => {
    toast({ title });
    startTransition(() => router.refresh());
  };
  const edit = (
    before: AddressView | null,
    save: (address: PostalAddress) => Promise<Answer<AddressView>>,
  ) =>
    open({
      title: before ? words.editTitle : words.addTitle,
      choices: [],
      before,
      name,
      countries,
      label: words.save,
      pendingLabel: words.saving,
      save,
      onAddress: () => {
        done(words.added);
        return Promise.resolve(null);
      },
    });
  const [change, isChanging] = useSingleFlight(
    async (asked: () => Promise<Answer<void>>, title: string) => {
      setFailure(null);
      const answer = await asked();
      if (answer.ok) done(title);
      else setFailure(answer);
    },
  );
  const remove = async ({ id: addressId }: AddressView) => {
    await change(() => ask(actions.removeAddress, { addressId }), words.removed);
    setRemoval(null);
    // The button that opened the dialog goes with its address.
    section.current?.focus();
  };

  return (
    <section ref={section} tabIndex={-1} aria-labelledby="addresses" className="grid gap-6">
      <h2 id="addresses" className="text-3xl">
        {words.title}
      </h2>
      {failure ? <FailureNotice failure={failure} onRefreshed={() => setFailure(null)} /> : null}
      {addresses.length === 0 ? (
        <EmptyState icon={<MapPin />} title={words.empty}>
          {words.emptyText}
        </EmptyState>
      ) : null}
      <ul className="grid gap-x-8 gap-y-4 empty:hidden sm:grid-cols-2 lg:grid-cols-3">
        {addresses.map((address) => (
          <li
            key={address.id}
            className="grid content-between gap-4 rounded-sheet border border-line bg-sheet p-4"
          >
            <div className="flex items-start justify-between gap-3">
              <address className="grid min-w-0 not-italic wrap-anywhere">
                {addressLines(address).map((line, n) => (
                  <Said key={n} isName className={n === 0 ? 'font-semibold' : undefined}>
                    {line}
                  </Said>
                ))}
              </address>
              {address.isDefault ? <Badge>{words.isDefault}</Badge> : null}
            </div>
            <div className="flex flex-wrap gap-2">
              {address.isDefault ? null : (
                <Button
                  size="small"
                  aria-label={words.makeThisDefault(address)}
                  aria-disabled={isChanging}
                  onClick={() =>
                    change(
                      () => ask(actions.makeDefaultAddress, { addressId: address.id }),
                      words.madeDefault(address),
                    )
                  }
                >
                  {words.makeDefault}
                </Button>
              )}
              <Button
                size="small"
                aria-label={words.editThis(address)}
                onPointerOver={warm}
                onFocus={warm}
                onClick={() =>
                  edit(address, (typed) =>
                    ask(actions.changeAddress, { addressId: address.id, address: typed }),
                  )
                }
              >
                {words.edit}
              </Button>
              <Button
                size="small"
                variant="quiet"
                aria-label={words.removeThis(address)}
                onClick={() => setRemoval(address)}
              >
                {words.removeShort}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <div>
        <Button
          onClick={() => edit(null, (address) => ask(actions.addAddress, { address }))}
          onPointerOver={warm}
          onFocus={warm}
        >
          <Plus aria-hidden="true" className="size-5" />
          <Said>{words.add}</Said>
        </Button>
      </div>
      {dialog}
      {removal ? (
        <RemoveAddressDialog
          address={removal}
          onClose={() => setRemoval(null)}
          onRemove={() => remove(removal)}
          isRemoving={isChanging}
        />
      ) : null}
    </section>
  );
}
