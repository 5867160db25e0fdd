'use client';

import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import type { FocusEvent, ToggleEvent } from 'react';
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
  const id = useId();
  return (
    // The browser's own: it opens before any script has come.
    <>
      <button
        type="button"
        popoverTarget={id}
        className="inline-flex min-h-11 max-w-44 cursor-pointer items-center gap-1.5 rounded-control px-2 font-medium [anchor-name:--account] hover:bg-sunken sm:max-w-56"
      >
        <span className="sr-only">Account of </span>
        <Said isName className="truncate">
          {user.name || user.email}
        </Said>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0" />
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Account"
        onToggle={focusFirst}
        onBlur={closeBehindFocus}
        className={clsx(
          'w-72 max-w-[calc(100vw-2rem)] grid-cols-[minmax(0,1fr)] gap-1 rounded-sheet border border-line bg-sheet p-2 text-ink shadow-lifted open:grid',
          'transition duration-150 ease-settle starting:open:-translate-y-1 starting:open:opacity-0',
          // Where a browser cannot tie it to its button, it stands in the corner that the button is in.
          'fixed inset-auto top-16 right-4 supports-[anchor-name:--a]:absolute supports-[anchor-name:--a]:top-[anchor(bottom)] supports-[anchor-name:--a]:right-[anchor(right)] supports-[anchor-name:--a]:mt-1.5 supports-[anchor-name:--a]:[position-anchor:--account]',
        )}
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
      </div>
    </>
  );
}

function focusFirst({ currentTarget, newState }: ToggleEvent<HTMLElement>) {
  if (newState === 'open') currentTarget.querySelector('button')?.focus();
}

/** Whoever goes on by keyboard leaves it; pressing beside it is the browser's to see. */
function closeBehindFocus({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) {
  if (!relatedTarget || currentTarget.contains(relatedTarget)) return;
  // Its own button closes it by being pressed, and would open it again.
  if (relatedTarget.getAttribute('popovertarget') !== currentTarget.id) currentTarget.hidePopover();
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
