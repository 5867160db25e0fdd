import { Notice } from '@/components/ui/notice';
import { owedTexts } from '@/components/words/attention-words';
import type { AttentionKind } from '@/lib/domain/attention';
import type { OrderView } from '@/lib/domain/order-view';

/** Told by where the order stands, as long as that is `paid`. */
const toldByState: readonly AttentionKind[] = ['oversold', 'charged_after_cancel'];

/** What its buyer is owed, beside where the order stands. Nothing where that is nothing. */
export function OwedNotices({
  order: { owed, label, receiptEmail },
}: {
  order: Pick<OrderView, 'owed' | 'label' | 'receiptEmail'>;
}) {
  return owed
    .filter(({ kind }) => label !== 'paid' || !toldByState.includes(kind))
    .map(({ id, kind, total }) => (
      <Notice key={id} tone="warning">
        {owedTexts[kind](total, receiptEmail)}
      </Notice>
    ));
}
