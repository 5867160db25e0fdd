import { ButtonLink } from '@/components/ui/button-link';
import { countText } from '@/components/words/desk-words';
import { homeWords } from '@/components/words/desk-home-words';
import type { DeskHome } from '@/lib/domain/desk-view';
import { OrderTable } from '../orders/order-table';

/** The newest orders that need somebody, and the way to the rest. */
export function HomeAttention({ attention: { rows, count } }: Pick<DeskHome, 'attention'>) {
  if (rows.length === 0) return <p className="text-ink-muted">{homeWords.attentionNone}</p>;
  return (
    <>
      <OrderTable orders={rows} />
      {count.count > rows.length ? (
        <ButtonLink
          href="/desk/orders?show=needs_attention"
          size="small"
          prefetch={false}
          className="justify-self-start"
        >
          {homeWords.attentionAll(countText(count))}
        </ButtonLink>
      ) : null}
    </>
  );
}
