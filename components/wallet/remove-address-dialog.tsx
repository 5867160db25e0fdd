'use client';

import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { keptAddressWords as words } from '@/components/words/address-words';
import type { PostalAddress } from '@/lib/domain/address';

type RemoveAddressDialogProps = {
  address: PostalAddress;
  onClose: () => void;
  onRemove: () => unknown;
  isRemoving: boolean;
};

export function RemoveAddressDialog(props: RemoveAddressDialogProps) {
  const { address, onClose, onRemove, isRemoving } = props;
  const keep = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      title={words.removeTitle(address)}
      description={words.removeText}
      open
      onOpenChange={onClose}
      initialFocus={keep}
      actions={
        <>
          <DialogClose render={<Button ref={keep}>{words.keep}</Button>} />
          <Button
            variant="danger"
            onClick={() => void onRemove()}
            pending={isRemoving}
            pendingLabel={words.removing}
          >
            {words.remove}
          </Button>
        </>
      }
    />
  );
}
