import { filterWords } from '@/components/words/desk-words';
import { orderFilters, type OrderFilter } from '@/lib/domain/order-filter';
import { FilterLinks } from '../table/filter-links';

type OrderFiltersProps = {
  show: OrderFilter;
  /** What was searched for, and the days: kept while one looks at it through another filter. */
  kept: Readonly<Record<string, string>>;
};

export function OrderFilters({ show, kept }: OrderFiltersProps) {
  return (
    <FilterLinks
      label="Show"
      links={orderFilters.map((filter) => {
        const query = { ...(filter !== 'all' && { show: filter }), ...kept };
        const search = new URLSearchParams(query).toString();
        return {
          href: search ? `/desk/orders?${search}` : '/desk/orders',
          text: filterWords[filter],
          isHere: filter === show,
        };
      })}
    />
  );
}
