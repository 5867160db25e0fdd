import type { Route } from 'next';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { DescriptionList, DescriptionRow } from '@/components/ui/description-list';
import { Said } from '@/components/ui/said';
import { detailWords } from '@/components/words/wallet-words';
import { formatMoney } from '@/lib/domain/money';
import { formatDay } from '@/lib/domain/preorder';
import type { WalletCard } from '@/lib/domain/wallet-card';
import { billingLines } from './billing-lines';

type CardDetailsProps = {
  card: WalletCard;
  /** What can be changed about it. */
  children: ReactElement;
};

/** What its owner may want to know of a card, folded away. */
export function CardDetails({ card, children }: CardDetailsProps) {
  const { billing, addedAt, paid, hasPaidMore } = card;
  const [last] = paid;
  return (
    <details className="basis-full text-sm">
      <summary
        aria-label={detailWords.spoken(card)}
        className="cursor-pointer py-1.5 font-semibold underline-offset-4 hover:underline max-sm:py-3 pointer-coarse:py-3"
      >
        {detailWords.details}
      </summary>
      <div className="mt-2 grid max-w-sm gap-4">
        <DescriptionList>
          <DescriptionRow term={detailWords.billing}>
            {billing ? (
              billingLines(billing).map((line, n) => (
                <span key={n} className="block">
                  <Said isName>{line}</Said>
                </span>
              ))
            ) : (
              <Said>{detailWords.noBilling}</Said>
            )}
          </DescriptionRow>
          <DescriptionRow term={detailWords.added}>
            <Said>{formatDay(addedAt)}</Said>
          </DescriptionRow>
          <DescriptionRow term={detailWords.used}>
            <Said>{last ? formatDay(last.paidAt) : detailWords.notUsed}</Said>
          </DescriptionRow>
          <DescriptionRow term={detailWords.paid}>
            {paid.length === 0 ? <Said>{detailWords.nothingPaid}</Said> : null}
            <ul className="grid gap-1 empty:hidden">
              {paid.map(({ id, title, reference, amount, currency }) => (
                <li key={id}>
                  <Link
                    href={`/orders/${id}` as Route}
                    className="inline-block min-h-6 underline underline-offset-4"
                  >
                    <Said>{`${title}, ${formatMoney({ amount, currency })} (${reference})`}</Said>
                  </Link>
                </li>
              ))}
            </ul>
            {hasPaidMore ? (
              <Link href="/orders" className="inline-block min-h-6 underline underline-offset-4">
                <Said>{detailWords.more}</Said>
              </Link>
            ) : null}
          </DescriptionRow>
        </DescriptionList>
        {children}
      </div>
    </details>
  );
}
