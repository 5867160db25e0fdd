'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition, type ReactNode } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import { AgreedWords } from '@/components/actions/agreed-words';
import type { Action, ShownCode, ShownFailure } from '@/components/actions/ask';
import { askAgreed, type Agreed } from '@/components/actions/ask-agreed';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { chargeDialogWords } from '@/components/words/charge-words';
import { DeedFailure } from './deed-failure';

type ChargeDialogProps<Input, Charged> = {
  title: ReactNode;
  /** The text beside the button's own words: said, and agreed to. */
  said: string;
  /** What opens it. */
  trigger: string;
  isPrimary?: boolean;
  agreed: Agreed<Input>;
  charge: Action<Input, Charged>;
  chargedText: (charged: Charged) => string;
  instead?: Partial<Record<ShownCode, string>>;
};

/** Asks once more before cards are charged whose owners are not there, and says what came of it. */
export function ChargeDialog<Input, Charged>(props: ChargeDialogProps<Input, Charged>) {
  const { title, said, trigger, isPrimary = false, agreed, charge, chargedText, instead } = props;
  const router = useRouter();
  const toast = useToast();
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();

  const [send, isCharging] = useSingleFlight(async (toCharge: Agreed<Input>) => {
    setFailure(null);
    const answer = await askAgreed(charge, toCharge);
    if (answer.ok) {
      toast({ title: chargedText(answer.value) });
      setIsOpen(false);
    } else {
      setFailure(answer);
    }
    startTransition(() => router.refresh());
  });

  return (
    <Dialog
      title={title}
      description={<AgreedWords>{said}</AgreedWords>}
      trigger={
        <Button size="small" variant={isPrimary ? 'primary' : 'secondary'} pending={isRefreshing}>
          {trigger}
        </Button>
      }
      open={isOpen}
      onOpenChange={(next) => {
        setIsOpen(next);
        if (!next) setFailure(null);
      }}
      actions={
        <>
          <DialogClose render={<Button>{chargeDialogWords.notYet}</Button>} />
          <AgreeButton
            agreed={agreed}
            onAgree={send}
            variant="primary"
            pending={isCharging}
            pendingLabel={chargeDialogWords.charging}
          />
        </>
      }
    >
      {failure ? (
        <DeedFailure
          failure={failure}
          again={() => send(agreed)}
          instead={instead}
          onRefreshed={() => setIsOpen(false)}
        />
      ) : null}
    </Dialog>
  );
}
