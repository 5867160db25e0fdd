'use client';

import { useRouter } from 'next/navigation';
import { useId, useState, useTransition, type FormEvent } from 'react';
import { ask, type Action, type ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { fieldText } from '@/components/words/field-words';
import {
  sendTexts,
  trackingFailureWords,
  trackingLabel,
  trackingWords,
} from '@/components/words/send-words';

type ChangeTrackingProps = {
  orderId: string;
  /** Null where there is none yet. */
  trackingUrl: string | null;
  changeTracking: Action<{ orderId: string; trackingUrl: string; asShown: string | null }>;
};

/** The link of an order that was sent a while ago: a carrier may tell it late, or tell another. */
export function ChangeTracking({ orderId, trackingUrl, changeTracking }: ChangeTrackingProps) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState(trackingUrl ?? '');
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const fault = failure?.fields?.trackingUrl;

  const [save, isSaving] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await ask(changeTracking, { orderId, trackingUrl: typed, asShown: trackingUrl });
    if (!answer.ok) return setFailure(answer);
    toast({ title: trackingWords.saved });
    setIsOpen(false);
    startTransition(() => router.refresh());
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };

  return (
    <Dialog
      title={trackingWords.title}
      description={trackingWords.note}
      trigger={
        <Button size="small" pending={isRefreshing}>
          {trackingUrl === null ? trackingWords.add : trackingWords.change}
        </Button>
      }
      open={isOpen}
      onOpenChange={(next) => {
        setIsOpen(next);
        if (next) setTyped(trackingUrl ?? '');
        else setFailure(null);
      }}
      actions={
        <>
          <DialogClose render={<Button>{sendTexts.notYet}</Button>} />
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={isSaving}
            pendingLabel={sendTexts.writing}
          >
            {trackingWords.save}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field
          name="trackingUrl"
          type="url"
          label={trackingLabel}
          required={false}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          error={fieldText(fault)}
        />
      </form>
      {failure && !fault ? (
        <FailureNotice
          failure={failure}
          instead={trackingFailureWords}
          onRefreshed={() => setIsOpen(false)}
        />
      ) : null}
    </Dialog>
  );
}
