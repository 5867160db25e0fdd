import type { Route } from 'next';
import { ButtonLink } from '@/components/ui/button-link';
import type { Top } from '@/lib/domain/page';

type PagerProps = {
  path: string;
  /** What the list is narrowed to: kept from page to page. */
  query?: Readonly<Record<string, string>>;
  /** What the place is called in the address, where a page has two lists. */
  param?: string;
  older: string | null;
  newer: string | null;
  /** What the first page begins with. */
  top?: Top;
};

/** The ways on from one page of a list: there is no number of pages, which nobody has counted. */
export function Pager({
  path,
  query = {},
  param = 'page',
  older,
  newer,
  top = 'newest',
}: PagerProps) {
  if (older === null && newer === null) return null;
  const to = (page: string | null) =>
    `${path}?${new URLSearchParams({ ...query, ...(page !== null && { [param]: page }) }).toString()}` as Route;
  const isNewestFirst = top === 'newest';
  const back = isNewestFirst ? newer : older;
  const onward = isNewestFirst ? older : newer;
  return (
    <nav aria-label="Pages" className="flex flex-wrap justify-end gap-2">
      {back !== null ? (
        <>
          <ButtonLink href={to(null)} size="small" variant="quiet" prefetch={false}>
            {isNewestFirst ? 'Newest' : 'Oldest'}
          </ButtonLink>
          <ButtonLink href={to(back)} size="small" prefetch={false}>
            {isNewestFirst ? 'Newer' : 'Older'}
          </ButtonLink>
        </>
      ) : null}
      {onward !== null ? (
        <ButtonLink href={to(onward)} size="small" prefetch={false}>
          {isNewestFirst ? 'Older' : 'Newer'}
        </ButtonLink>
      ) : null}
    </nav>
  );
}
