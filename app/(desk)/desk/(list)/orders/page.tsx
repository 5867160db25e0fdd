import { Receipt } from 'lucide-react';
import { DrawnFor } from '@/components/actions/drawn-for';
import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { ExportOrders } from '@/components/desk/orders/export-orders';
import { OrderFilters } from '@/components/desk/orders/order-filters';
import { OrderDays } from '@/components/desk/orders/order-days';
import { OrderSearch } from '@/components/desk/orders/order-search';
import { OrderTable } from '@/components/desk/orders/order-table';
import { ChargeOrders } from '@/components/desk/orders/charge-orders';
import { Pager } from '@/components/desk/table/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { countText } from '@/components/words/desk-words';
import { searchWords } from '@/components/words/desk-person-words';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { chargeOrders } from '../../actions';
import { deskOrdersQuery, readDeskOrders } from '@/lib/desk/list-orders';

export const generateMetadata = deskTitle('orders');

export default async function DeskOrdersPage({ searchParams }: PageProps<'/desk/orders'>) {
  const staff = await requireStaff('/desk/orders');
  const query = deskOrdersQuery.parse(await searchParams);
  const { show, q, from, to } = query;
  const { rows, older, newer, isCut, count } = await readDeskOrders(query);
  const days = { ...(from && { from }), ...(to && { to }) };
  const narrowed = { ...(show !== 'all' && { show }), ...(q && { q }), ...days };
  return (
    <DrawnFor person={staff.id}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <DeskHeading
          title="Orders"
          actions={
            <>
              {show === 'scheduled' && rows.length > 0 ? (
                <ChargeOrders
                  orderIds={rows.map(({ id }) => id)}
                  chargeOrders={chargeOrders.bind(null, staff.id)}
                />
              ) : null}
              {isCut ? null : <ExportOrders staffId={staff.id} narrowed={narrowed} />}
            </>
          }
        />
        <OrderSearch text={q} kept={{ ...(show !== 'all' && { show }), ...days }} />
        <OrderFilters show={show} kept={{ ...(q && { q }), ...days }} />
        <OrderDays
          from={from}
          to={to}
          kept={{ ...(show !== 'all' && { show }), ...(q && { q }) }}
        />
        <p className="text-sm text-ink-muted">{searchWords.counted(countText(count))}</p>
        {isCut ? (
          <Notice>
            {`More addresses begin with “${q}” than one search looks at. Type more of the one you mean.`}
          </Notice>
        ) : null}
        {rows.length === 0 ? (
          <EmptyState icon={<Receipt />} title="No orders here">
            {Object.keys(narrowed).length > 0
              ? 'Nothing fits. Search for something else, or show all.'
              : 'Nobody has bought anything yet.'}
          </EmptyState>
        ) : (
          <OrderTable orders={rows} />
        )}
        <Pager path="/desk/orders" query={narrowed} older={older} newer={newer} />
      </div>
    </DrawnFor>
  );
}
