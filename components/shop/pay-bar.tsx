import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';

type PayBarProps = {
  children: ReactNode;
  /** What is agreed to by pressing it: never out of sight where the button is in sight. */
  terms?: ReactNode;
  /** What came of pressing it. Above the button on a phone, which stays where the thumb is. */
  trouble?: ReactNode;
};

/**
 * The button that buys, with what belongs to it. On a phone it sticks to the window's lower edge for as
 * long as the page of a print goes on, and comes to rest at its end.
 */
export function PayBar({ children, terms, trouble }: PayBarProps) {
  return (
    <div className="grid gap-3 max-md:gap-2 max-md:sticky max-md:bottom-0 max-md:z-20 max-md:order-last max-md:-mx-4 max-md:border-t max-md:border-line max-md:bg-paper max-md:px-4 max-md:pt-3 max-md:pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      {whole(terms)}
      {whole(children)}
      {trouble ? (
        <div className="empty:hidden max-md:order-first max-md:max-h-[45dvh] max-md:overflow-y-auto">
          {trouble}
        </div>
      ) : null}
    </div>
  );
}
