'use client';

import { Popover } from '@base-ui/react/popover';
import { ChevronDown } from 'lucide-react';
import { SendAgain } from '@/components/auth/send-again';
import type { SendVerificationAgain } from '@/components/auth/send-again';
import { forgetPurchases } from '@/components/checkout/kept-purchase';
import { Said } from '@/components/ui/said';

export type AccountMenuProps = {
  user: { name: string; email: string; isEmailVerified: boolean };
  signOutPath: string;
  signOutEverywherePath: string;
  sendVerificationAgain: SendVerificationAgain;
};

export function AccountMenu({
  user,
  signOutPath,
  signOutEverywherePath,
  sendVerificationAgain,
}: AccountMenuProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className="inline-flex min-h-11 max-w-44 cursor-pointer items-center gap-1.5 rounded-control px-2 font-medium hover:bg-sunken sm:max-w-56">
        <span className="sr-only">Account of </span>
        <Said isName className="truncate">
          {user.name || user.email}
        </Said>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} collisionPadding={12} className="z-30">
          <Popover.Popup
            aria-label="Account"
            className="grid w-72 grid-cols-[minmax(0,1fr)] max-w-(--available-width) origin-(--transform-origin) gap-1 rounded-sheet border border-line bg-sheet p-2 shadow-lifted transition duration-150 ease-settle data-ending-style:opacity-0 data-starting-style:-translate-y-1 data-starting-style:opacity-0"
          >
            <div className="px-3 pt-2 pb-3">
              <p className="truncate font-semibold" translate="no">
                {user.name}
              </p>
              <p className="truncate text-sm text-ink-muted" translate="no">
                {user.email}
              </p>
              {user.isEmailVerified ? null : (
                <div className="mt-2 grid gap-2">
                  <p className="text-sm">
                    Not confirmed yet: open the link that we have mailed to this address.
                  </p>
                  <SendAgain email={user.email} sendVerificationAgain={sendVerificationAgain} />
                </div>
              )}
            </div>
            <MenuForm path={signOutPath} label="Sign out" />
            <MenuForm
              path={signOutEverywherePath}
              label="Sign out everywhere"
              hint="On every device and browser, this one too"
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function MenuForm({
  path,
  label,
  hint,
}: {
  path: string;
  label: string;
  hint?: string | undefined;
}) {
  return (
    // No server action: what the browser loads next is a whole new document.
    <form
      method="post"
      action={path}
      onSubmit={forgetPurchases}
      className="border-t border-line pt-1"
    >
      <button
        type="submit"
        className="min-h-11 w-full cursor-pointer rounded-control px-3 py-2 text-left font-medium hover:bg-sunken"
      >
        <Said>{label}</Said>
        {hint ? <span className="block text-sm font-normal text-ink-muted">{hint}</span> : null}
      </button>
    </form>
  );
}
