'use client';

import { useRef } from 'react';
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
  onRemove: (removal: Removal) => void;
  isRemoving: boolean;
};

export function RemoveCardDialog(props: RemoveCardDialogProps) {
  const { removal, isOpen, onOpenChange, onRemove, isRemoving } = props;
  const keep = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      title={removal ? `Remove ${cardLabel(removal.card)}?` : 'Remove this card?'}
      description={removal ? consequence(removal) : undefined}
      open={isOpen}
      onOpenChange={onOpenChange}
      initialFocus={keep}
      actions={
        <>
          <DialogClose render={<Button ref={keep}>Keep it</Button>} />
          <Button
            variant="danger"
            onClick={() => removal && onRemove(removal)}
            pending={isRemoving}
            pendingLabel="Removing…"
          >
            Remove card
          </Button>
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
