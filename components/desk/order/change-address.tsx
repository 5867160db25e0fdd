'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition, type FormEvent } from 'react';
import { ask, type Action, type ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import {
  addressFieldWords,
  addressWords,
  deskAddressWords,
} from '@/components/words/address-words';
import { fieldText } from '@/components/words/field-words';
import { countryName, wholeAddress, type PostalAddress } from '@/lib/domain/address';

export type ChangeAddressAction = Action<{
  orderId: string;
  address: PostalAddress;
  asShown: string | null;
}>;

type ChangeAddressProps = {
  orderId: string;
  goesTo: PostalAddress | null;
  countries: readonly string[];
  changeAddress: ChangeAddressAction;
};

const FORM = 'change-address';
const parts = ['name', 'line1', 'line2', 'city', 'state', 'postalCode'] as const;

/** Staff send an order elsewhere, as its buyer asked. Plain fields: what they hold came in a mail. */
export function ChangeAddress({ orderId, goesTo, countries, changeAddress }: ChangeAddressProps) {
  const router = useRouter();
  const toast = useToast();
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const faults = failure?.fields ?? {};

  const [send, isSending] = useSingleFlight(async (address: PostalAddress) => {
    setFailure(null);
    const asShown = goesTo && wholeAddress(goesTo);
    const answer = await ask(changeAddress, { orderId, address, asShown });
    if (!answer.ok) return setFailure(answer);
    toast({ title: deskAddressWords.saved });
    setIsOpen(false);
    startTransition(() => router.refresh());
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send(typedIn(new FormData(event.currentTarget)));
  };

  return (
    <Dialog
      title={deskAddressWords.title}
      description={deskAddressWords.text}
      trigger={
        <Button size="small" pending={isRefreshing}>
          {deskAddressWords.change}
        </Button>
      }
      open={isOpen}
      onOpenChange={(next) => {
        setIsOpen(next);
        if (!next) setFailure(null);
      }}
      actions={
        <>
          <DialogClose render={<Button>{addressWords.notNow}</Button>} />
          <Button type="submit" form={FORM} variant="primary" pending={isSending}>
            {deskAddressWords.save}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className="grid gap-3">
        {parts.map((part) => (
          <Field
            key={part}
            name={part}
            label={addressFieldWords[part]}
            required={part === 'name' || part === 'line1' ? undefined : false}
            autoComplete="off"
            defaultValue={goesTo?.[part] ?? ''}
            error={fieldText(faults[`address.${part}`])}
          />
        ))}
        <Select
          name="country"
          label={addressFieldWords.country}
          defaultValue={goesTo?.country ?? countries[0]}
        >
          {withIts(goesTo, countries).map((country) => (
            <option key={country} value={country}>
              {countryName(country)}
            </option>
          ))}
        </Select>
        {faults['address.country'] ? (
          <p className="text-sm font-medium text-danger">{fieldText(faults['address.country'])}</p>
        ) : null}
      </form>
      {failure && !failure.fields ? (
        <FailureNotice failure={failure} onRefreshed={() => setIsOpen(false)} />
      ) : null}
    </Dialog>
  );
}

/** A country that the shop does not send to any more is shown, or another one would be chosen unseen. */
const withIts = (goesTo: PostalAddress | null, countries: readonly string[]): readonly string[] =>
  goesTo && !countries.includes(goesTo.country) ? [goesTo.country, ...countries] : countries;

/** An empty field is none. */
function typedIn(form: FormData): PostalAddress {
  const text = (part: keyof PostalAddress) => {
    const value = form.get(part);
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    ...{ name: text('name'), line1: text('line1'), line2: text('line2') || null },
    ...{ city: text('city') || null, state: text('state') || null },
    ...{ postalCode: text('postalCode') || null, country: text('country') },
  };
}
