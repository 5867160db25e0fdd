import { Link } from '@/components/ui/link';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { AccountMenu } from './account-menu';
import type { AccountMenuProps } from './account-menu';
import { NavLink } from './nav-link';
import { Wordmark } from './wordmark';
import { whole } from '@/components/ui/said';

type SiteHeaderProps = {
  /** Null where nobody is signed in. */
  account: AccountMenuProps | null;
  isStaff: boolean;
  /** Beside the account: a switch, a hint. */
  children?: ReactNode;
};

export function SiteHeader({ account, isStaff, children }: SiteHeaderProps) {
  return (
    <header className="border-b border-line bg-paper">
      <a
        href="#content"
        className="absolute top-2 left-4 z-30 rounded-control bg-ink px-4 py-3 font-semibold text-paper not-focus:sr-only"
      >
        Skip to content
      </a>
      {/* On a phone the links take a line of their own: nothing hides behind a menu. */}
      <div className="page flex flex-wrap items-center gap-x-2 pt-2 sm:gap-x-6">
        <Link href="/" className="mb-1 inline-flex min-h-11 items-center no-underline sm:mb-2">
          <Wordmark />
        </Link>
        <nav
          aria-label="Main"
          className="order-last -mx-2 flex w-full flex-wrap gap-x-1 self-end sm:order-none sm:mx-0 sm:w-auto sm:flex-1"
        >
          <NavLink href="/" within="/products">
            Shop
          </NavLink>
          {account ? (
            <>
              <NavLink href="/orders">Orders</NavLink>
              <NavLink href="/wallet">Wallet</NavLink>
            </>
          ) : null}
          {isStaff ? <NavLink href="/desk">Desk</NavLink> : null}
        </nav>
        <div className="mb-1 ml-auto flex items-center gap-2 sm:mb-2">
          {whole(children)}
          {account ? (
            <AccountMenu {...account} />
          ) : (
            <>
              <ButtonLink
                href="/sign-in"
                variant="quiet"
                size="small"
                className="min-h-11 max-sm:px-2"
              >
                Sign in
              </ButtonLink>
              <ButtonLink href="/sign-up" size="small" className="min-h-11 max-sm:px-2">
                Sign up
              </ButtonLink>
            </>
          )}
        </div>
      </div>
    </header>
  );
}
