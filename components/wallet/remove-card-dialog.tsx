'use client';

import { useRef } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import { AgreedWords } from '@/components/actions/agreed-words';
import type { Agreed } from '@/components/actions/ask-agreed';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import type { CardView } from '@/lib/domain/card';
import { cardLabel } from './card-words';

/** A card about to go, and the one that becomes the default in its place. */
export type Removal = { card: CardView; heir: CardView | null };

type RemoveCardDialogProps = {
  /** Kept while the dialog closes, or its words would vanish before it does. */
  removal: Removal | null;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onRemove: (agreed: Agreed<Removal>) => void;
  isRemoving: boolean;
};

export function RemoveCardDialog(props: RemoveCardDialogProps) {
  const { removal, isOpen, onOpenChange, onRemove, isRemoving } = props;
  const keep = useRef<HTMLButtonElement>(null);
  const agreed: Agreed<Removal> | null = removal && {
    words: ['Remove card', `Remove ${cardLabel(removal.card)}?`, consequence(removal)],
    input: removal,
  };
  return (
    <Dialog
      title={<AgreedWords>{agreed?.words[1] ?? 'Remove this card?'}</AgreedWords>}
      description={agreed ? <AgreedWords>{agreed.words[2] ?? ''}</AgreedWords> : undefined}
      open={isOpen}
      onOpenChange={onOpenChange}
      initialFocus={keep}
      actions={
        <>
          <DialogClose render={<Button ref={keep}>Keep it</Button>} />
          {agreed ? (
            <AgreeButton
              agreed={agreed}
              onAgree={onRemove}
              variant="danger"
              pending={isRemoving}
              pendingLabel="Removing…"
            />
          ) : null}
        </>
      }
    />
  );
}

function consequence({ card, heir }: Removal): string {
  const gone = 'It will not be offered or charged any more.';
  if (heir) return `${gone} ${cardLabel(heir)} becomes your default card.`;
  return card.isDefault ? `${gone} It is your only card.` : gone;
}
