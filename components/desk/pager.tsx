import type { Route } from 'next';
import { ButtonLink } from '@/components/ui/button-link';

type PagerProps = {
  path: string;
  /** What the list is narrowed to: kept from page to page. */
  query?: Readonly<Record<string, string>>;
  older: string | null;
  newer: string | null;
};

/** The ways on from one page of a list: there is no number of pages, which nobody has counted. */
export function Pager({ path, query = {}, older, newer }: PagerProps) {
  if (older === null && newer === null) return null;
  const to = (page: string | null) =>
    `${path}?${new URLSearchParams({ ...query, ...(page !== null && { page }) }).toString()}` as Route;
  return (
    <nav aria-label="Pages" className="flex flex-wrap justify-end gap-2">
      {newer !== null ? (
        <>
          <ButtonLink href={to(null)} size="small" variant="quiet" prefetch={false}>
            Newest
          </ButtonLink>
          <ButtonLink href={to(newer)} size="small" prefetch={false}>
            Newer
          </ButtonLink>
        </>
      ) : null}
      {older !== null ? (
        <ButtonLink href={to(older)} size="small" prefetch={false}>
          Older
        </ButtonLink>
      ) : null}
    </nav>
  );
}
