import { filterWords } from '@/components/words/desk-words';
import { orderFilters, type OrderFilter } from '@/lib/domain/order-filter';
import { FilterLinks } from './filter-links';

/** What was searched for is kept while one looks at it through another filter. */
export function OrderFilters({ show, text }: { show: OrderFilter; text: string }) {
  return (
    <FilterLinks
      label="Show"
      links={orderFilters.map((filter) => {
        const query = { ...(filter !== 'all' && { show: filter }), ...(text && { q: text }) };
        const search = new URLSearchParams(query).toString();
        return {
          href: search ? `/desk?${search}` : '/desk',
          text: filterWords[filter],
          isHere: filter === show,
        };
      })}
    />
  );
}
