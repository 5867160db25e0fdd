'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { ask, type Action } from '@/components/actions/ask';
import type { Delivery } from '@/components/address/address-actions';
import { useAddressDialog } from '@/components/address/lazy-address-dialog';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Said } from '@/components/ui/said';
import { addressWords, keptAddressWords } from '@/components/words/address-words';
import { addressLines, wholeAddress, type PostalAddress } from '@/lib/domain/address';

export type ChangeOrderAddress = Action<{
  orderId: string;
  addressId: string;
  asShown: string | null;
}>;

type OrderAddressProps = {
  orderId: string;
  goesTo: PostalAddress | null;
  canChange: boolean;
  delivery: Delivery;
  changeOrderAddress: ChangeOrderAddress;
};

/** Where an order goes, and a way to send it elsewhere as long as it is not sent. */
export function OrderAddress(props: OrderAddressProps) {
  const { orderId, goesTo, canChange, delivery, changeOrderAddress } = props;
  const { addresses, countries, name, addAddress } = delivery;
  const router = useRouter();
  const { open, warm, dialog } = useAddressDialog();
  const [isRefreshing, startTransition] = useTransition();

  const change = () =>
    open({
      title: addressWords.question,
      choices: addresses,
      name,
      countries,
      label: addressWords.sendThere,
      pendingLabel: keptAddressWords.saving,
      save: (address) => ask(addAddress, { address }),
      onAddress: async ({ id: addressId }) => {
        const asShown = goesTo && wholeAddress(goesTo);
        const answer = await ask(changeOrderAddress, { orderId, addressId, asShown });
        if (!answer.ok) return answer;
        startTransition(() => router.refresh());
        return null;
      },
    });
  const button = (
    <Button
      size={goesTo ? 'small' : undefined}
      variant={goesTo ? 'secondary' : 'primary'}
      onClick={() => void change()}
      onPointerOver={warm}
      onFocus={warm}
      pending={isRefreshing}
      className="justify-self-start"
    >
      {goesTo ? addressWords.change : addressWords.sayWhere}
    </Button>
  );

  if (!goesTo) {
    if (!canChange) return null;
    return (
      <Notice tone="warning" title={addressWords.notKnown.title} action={button}>
        <Said>{addressWords.notKnown.text}</Said>
        {dialog}
      </Notice>
    );
  }
  return (
    <section aria-labelledby="goes-to" className="grid gap-3">
      <h2 id="goes-to" className="text-2xl">
        {addressWords.goesTo}
      </h2>
      <address className="grid not-italic wrap-anywhere">
        {addressLines(goesTo).map((line, n) => (
          <Said key={n} isName className={n === 0 ? 'font-semibold' : undefined}>
            {line}
          </Said>
        ))}
      </address>
      {canChange ? (
        <>
          <p className="text-sm text-ink-muted">{addressWords.untilSent}</p>
          {button}
        </>
      ) : null}
      {dialog}
    </section>
  );
}
