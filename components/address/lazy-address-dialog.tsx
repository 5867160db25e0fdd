'use client';

import { useState, type ComponentType } from 'react';
import type { ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useWarmStripe } from '@/components/stripe/use-warm-stripe';
import type { AddressDialogProps } from './address-dialog';

/** With Stripe's own components: most visits never open it. */
const loadDialog = async () => (await import('./address-dialog')).AddressDialog;

type Opened = {
  Dialog: ComponentType<AddressDialogProps>;
  props: Omit<AddressDialogProps, 'onClose'>;
};

/** The question where something goes, loaded when it is asked. */
export function useAddressDialog() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const warmStripe = useWarmStripe();

  const open = async (props: Opened['props']) => {
    setFailure(null);
    const Dialog = await loadDialog().catch(() => null);
    if (Dialog) setOpened({ Dialog, props });
    else setFailure({ ok: false, code: 'unreachable' });
  };
  return {
    open,
    /** For somebody who comes near what opens it. */
    warm: () => {
      warmStripe();
      loadDialog().catch(() => undefined);
    },
    dialog: (
      <>
        {failure ? <FailureNotice failure={failure} /> : null}
        {opened ? <opened.Dialog {...opened.props} onClose={() => setOpened(null)} /> : null}
      </>
    ),
  };
}
