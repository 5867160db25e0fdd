'use client';

import { useRouter } from 'next/navigation';
import { useId, useRef, useState, useTransition, type FormEvent } from 'react';
import { ask, type Action, type ShownFailure } from '@/components/actions/ask';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { fieldText } from '@/components/words/field-words';
import {
  markNote,
  markQuestion,
  markText,
  markedText,
  sendTexts,
  trackingLabel,
} from '@/components/words/send-words';
import type { PostalAddress } from '@/lib/domain/address';
import { DeedFailure } from '../deeds/deed-failure';
import { GoesTo } from '../sending/goes-to';

export type SendOrderAction = Action<
  { orderId: string; trackingUrl: string; addressChangedAt: number | null },
  { sentAt: number }
>;

type SendOrderProps = {
  orderId: string;
  reference: string;
  address: PostalAddress | null;
  addressChangedAt: number | null;
  sendOrder: SendOrderAction;
};

/** Marks a paid order as sent, to the address that stands beside it. */
export function SendOrder({
  orderId,
  reference,
  address,
  addressChangedAt,
  sendOrder,
}: SendOrderProps) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const field = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [trackingUrl, setTrackingUrl] = useState('');
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const linkFault = failure?.fields?.trackingUrl;

  const [send, isSending] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await ask(sendOrder, { orderId, trackingUrl, addressChangedAt });
    if (answer.ok) {
      toast({ title: markedText([answer]) });
      setIsOpen(false);
      setTrackingUrl('');
    } else {
      setFailure(answer);
      if (answer.fields?.trackingUrl) field.current?.querySelector('input')?.focus();
    }
    startTransition(() => router.refresh());
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };

  return (
    <Dialog
      title={markQuestion(reference)}
      description={markNote(1)}
      trigger={
        <Button size="small" variant="primary" pending={isRefreshing}>
          {sendTexts.mark}
        </Button>
      }
      open={isOpen}
      onOpenChange={(next) => {
        setIsOpen(next);
        if (!next) setFailure(null);
      }}
      actions={
        <>
          <DialogClose render={<Button>{sendTexts.notYet}</Button>} />
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={isSending}
            pendingLabel={sendTexts.writing}
          >
            {markText(1)}
          </Button>
        </>
      }
    >
      <GoesTo address={address} />
      <form id={formId} onSubmit={submit} noValidate>
        <div ref={field}>
          <Field
            name="trackingUrl"
            type="url"
            label={trackingLabel}
            required={false}
            autoComplete="off"
            value={trackingUrl}
            onChange={({ target }) => setTrackingUrl(target.value)}
            error={fieldText(linkFault)}
          />
        </div>
      </form>
      {failure && !linkFault ? (
        <DeedFailure failure={failure} again={send} onRefreshed={() => setIsOpen(false)} />
      ) : null}
    </Dialog>
  );
}
